using static TorchSharp.torch;

namespace Atelier;

/// <summary>What D was asked, and what it said.</summary>
/// <param name="X">real examples, [m, …]</param>
/// <param name="Fake">G(z), [m, …], with a gradient for G's weights</param>
/// <param name="Real">D's logits of the real examples</param>
/// <param name="Judged">D's logits of G(z), without a gradient for G's weights</param>
/// <param name="LossD">what D minimises, without its penalty</param>
internal sealed record GanRound(Tensor X, Tensor Fake, Tensor Real, Tensor Judged, Tensor LossD);
