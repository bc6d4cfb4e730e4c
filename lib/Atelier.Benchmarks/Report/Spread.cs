namespace Atelier.Benchmarks;

/// <summary>What several rounds gave.</summary>
/// <param name="Median">of all rounds</param>
/// <param name="Least">of all rounds</param>
/// <param name="Most">of all rounds</param>
internal readonly record struct Spread(double Median, double Least, double Most)
{
    public static Spread Of(IEnumerable<double> rounds)
    {
        double[] sorted = [.. rounds.Order()];
        return new Spread((sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2, sorted[0], sorted[^1]);
    }
}
