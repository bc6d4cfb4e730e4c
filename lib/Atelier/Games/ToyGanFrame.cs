namespace Atelier;

/// <summary>One moment of a <see cref="ToyGan"/>'s training.</summary>
/// <param name="Step">steps of G done</param>
/// <param name="Coverage">what G's points cover</param>
/// <param name="Points">G(z) for one fixed noise</param>
/// <param name="Arrows">−∂lossG/∂G(z) for each of these points: the way in which G would be moved</param>
/// <param name="D">D(x) on a square grid over the plane, [y, x], from the lower left corner</param>
public sealed record ToyGanFrame(
    int Step, RingCoverage Coverage, (double X, double Y)[] Points, (double X, double Y)[] Arrows, double[,] D);
