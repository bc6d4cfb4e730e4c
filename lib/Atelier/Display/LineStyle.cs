using Plotly.NET;

namespace Atelier;

/// <summary>
/// How the n-th line of a chart looks: the colours of Okabe and Ito, and a dash that tells lines apart without colour.
/// </summary>
/// <param name="Color">CSS colour</param>
/// <param name="Dash">SVG's stroke-dasharray</param>
/// <param name="PlotlyDash">the same for Plotly</param>
internal sealed record LineStyle(string Color, string Dash, StyleParam.DrawingStyle PlotlyDash)
{
    private static readonly LineStyle[] s_styles =
    [
        new("#0072B2", "none", StyleParam.DrawingStyle.Solid),
        new("#D55E00", "7 4", StyleParam.DrawingStyle.Dash),
        new("#009E73", "2 3", StyleParam.DrawingStyle.Dot),
        new("#CC79A7", "8 3 2 3", StyleParam.DrawingStyle.DashDot),
        new("#000000", "14 4", StyleParam.DrawingStyle.LongDash),
    ];

    public static LineStyle Of(int line) => s_styles[line % s_styles.Length];
}
