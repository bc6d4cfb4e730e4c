namespace Atelier;

/// <summary>A mean of several measurements and its uncertainty.</summary>
/// <param name="Mean">their mean</param>
/// <param name="Error">the standard error of that mean: their standard deviation divided by √n; 0 for a single one</param>
public readonly record struct Estimate(double Mean, double Error)
{
    /// <summary>The estimate from n measurements.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static Estimate Of(IReadOnlyList<double> values)
    {
        if (values.Count == 0)
            throw new ArgumentException("An estimate needs at least one value.", nameof(values));
        var mean = values.Average();
        var squares = values.Sum(value => (value - mean) * (value - mean));
        return new Estimate(mean, values.Count == 1 ? 0 : Math.Sqrt(squares / (values.Count - 1) / values.Count));
    }

    /// <summary>"0.0123 ± 0.0004".</summary>
    public override string ToString() => $"{Mean:g3} ± {Error:g2}";
}
