using static TorchSharp.torch;

namespace Atelier;

/// <summary>Where a painting, or the training of a painter, stands after a step.</summary>
/// <param name="Step">steps done, this one included</param>
/// <param name="Evaluations">how often the loss was computed so far; L-BFGS may need several for a step</param>
/// <param name="Total">L_total = α L_content + β L_style + γ L_tv</param>
/// <param name="Content">L_content</param>
/// <param name="Style">L_style</param>
/// <param name="TotalVariation">L_tv</param>
/// <param name="Seconds">time spent so far, without that of callbacks</param>
public sealed record StyleStep(
    int Step, int Evaluations, float Total, float Content, float Style, float TotalVariation, double Seconds)
{
    /// <summary>The losses by their symbols, the terms before their sum: a guard then names the one that is to blame.</summary>
    internal (string Name, double Value)[] Losses =>
        [("L_content", Content), ("L_style", Style), ("L_tv", TotalVariation), ("L_total", Total)];

    /// <param name="step">steps done</param>
    /// <param name="evaluations">evaluations done</param>
    /// <param name="terms">[4], as <see cref="PerceptualLoss.Terms"/> gives them</param>
    /// <param name="time">spent so far</param>
    internal static StyleStep Of(int step, int evaluations, Tensor terms, TimeSpan time)
    {
        using var numbers = terms.cpu();
        var values = numbers.data<float>();
        return new StyleStep(step, evaluations, values[0], values[1], values[2], values[3], time.TotalSeconds);
    }
}
