namespace Atelier;

/// <summary>L_total = α L_content + β L_style + γ L_tv, and the layers where it looks.</summary>
public record PerceptualSettings
{
    internal static readonly string[] UsualStyleLayers = ["relu1_1", "relu2_1", "relu3_1", "relu4_1", "relu5_1"];

    /// <summary>α, the weight of <see cref="StyleLoss.Content"/>.</summary>
    public double Alpha { get; init; } = 1;

    /// <summary>β, the weight of <see cref="StyleLoss.Style"/>, which is the mean over the layers.</summary>
    public double Beta { get; init; } = 10;

    /// <summary>γ, the weight of <see cref="StyleLoss.TotalVariation"/>.</summary>
    public double Gamma { get; init; } = 1;

    /// <summary>Where content is compared; deeper layers leave more freedom (Gatys et al. 2016, section 2.1).</summary>
    public string ContentLayer { get; init; } = "relu4_2";

    /// <summary>
    /// Where style is compared; by default those of <c>relu1_1</c>, <c>relu2_1</c>, … <c>relu5_1</c> that the network has.
    /// </summary>
    public IReadOnlyList<string>? StyleLayers { get; init; }

    /// <summary>
    /// Whether the network computes in bfloat16 (<see cref="Autocast"/>); the losses stay in float32. Its effect is lost in that
    /// of luck: with Adam five paintings ended within 1 % of their losses in float32, as those did whose start was disturbed by a
    /// grey level; with L-BFGS five textures ended within 8 %, up and down (disturbed: 4 %), and their mean 1.4 ± 2.3 % higher.
    /// </summary>
    public bool BFloat16 { get; init; }
}
