namespace Atelier.Benchmarks;

/// <summary>What was to be measured is not there, or does not work here; the message says why.</summary>
internal sealed class NotMeasuredException(string reason) : Exception(reason);
