namespace Atelier.Grading.Grade;

/// <summary>What a submission may take.</summary>
/// <param name="Cell">Time for a cell.</param>
/// <param name="Processor">Time on processors for a cell, all of its threads and processes together.</param>
/// <param name="Total">Time for the whole submission.</param>
/// <param name="Memory">Resident memory, in bytes.</param>
/// <param name="Output">Characters that a cell may show.</param>
public sealed record GradeLimits(TimeSpan Cell, TimeSpan Processor, TimeSpan Total, long Memory, int Output = 1 << 20);
