namespace Atelier;

/// <summary>
/// The smallest minimax game: f(x, y) = xy. One player moves x to make f small, the other moves y to make it large; (0, 0) is
/// where neither wants to move.
/// </summary>
public static class BilinearGame
{
    /// <summary>Plays the game and keeps where the players were.</summary>
    /// <param name="rule">one round: from (x, y) to the next (x, y)</param>
    /// <param name="start">where the players begin</param>
    /// <param name="rounds">number of rounds</param>
    /// <returns>rounds + 1 places, the start first</returns>
    public static (double X, double Y)[] Play(Func<double, double, (double X, double Y)> rule, (double X, double Y) start,
        int rounds)
    {
        var path = new (double X, double Y)[rounds + 1];
        path[0] = start;
        for (var i = 0; i < rounds; i++)
            path[i + 1] = rule(path[i].X, path[i].Y);
        return path;
    }

    /// <summary>The distance from the equilibrium (0, 0), at each place of a path.</summary>
    public static double[] Distance(IEnumerable<(double X, double Y)> path) =>
        [.. path.Select(place => Math.Sqrt(place.X * place.X + place.Y * place.Y))];
}
