using Plotly.NET;

namespace Atelier;

/// <summary>Turns a chart of Plotly.NET into a <see cref="Figure"/>.</summary>
public static class FigureExtensions
{
    /// <summary>The chart with one line below it, and with words for a reader who cannot see it.</summary>
    public static Figure WithCaption(this GenericChart chart, string caption, string alt) => new(chart, caption, alt);
}
