namespace Atelier;

/// <summary>One named line of a <see cref="LineChart"/>.</summary>
/// <param name="Name">the legend, in the symbols of the text: <c>lossD</c></param>
/// <param name="X">positions along the horizontal axis</param>
/// <param name="Y">values, as many as <paramref name="X"/></param>
internal sealed record Series(string Name, double[] X, double[] Y)
{
    /// <summary>How far the bar of each point reaches up and down; null for a line without bars.</summary>
    public double[]? Errors { get; init; }

    /// <summary>Points whose place or value is NaN or infinite.</summary>
    public int NotFinite => X.Zip(Y).Count(point => !double.IsFinite(point.First) || !double.IsFinite(point.Second));

    /// <summary>All heights that the line takes up, its bars included.</summary>
    public IEnumerable<double> Heights => Errors is null ? Y
        : Y.Zip(Errors, (y, error) => y - error).Concat(Y.Zip(Errors, (y, error) => y + error));
}
