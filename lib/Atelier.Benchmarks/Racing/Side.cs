namespace Atelier.Benchmarks;

/// <summary>One side of a comparison.</summary>
/// <param name="Who">who races</param>
/// <param name="PerStep">what one of its steps amounts to, in the unit of the comparison</param>
internal readonly record struct Side(Contestant Who, double PerStep);
