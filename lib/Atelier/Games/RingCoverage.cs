namespace Atelier;

/// <summary>What a set of points covers of a <see cref="RingOfGaussians"/>.</summary>
/// <param name="Modes">modes that are covered</param>
/// <param name="Near">share of the points that lie near some mode, 0 … 1: the others are between the modes or far out</param>
/// <param name="Shares">share of the points near each mode</param>
public sealed record RingCoverage(int Modes, double Near, IReadOnlyList<double> Shares);
