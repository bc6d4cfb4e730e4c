namespace Atelier;

/// <summary>What was noted while a game was played, in ten equal parts.</summary>
/// <param name="LossD">the mean of lossD over each part, without the penalty</param>
/// <param name="Fcd">
/// <see cref="FrechetClassifierDistance"/> of 300 pictures at the end of each part; larger than with more pictures
/// </param>
public sealed record ContestNotes(IReadOnlyList<double> LossD, IReadOnlyList<double> Fcd);
