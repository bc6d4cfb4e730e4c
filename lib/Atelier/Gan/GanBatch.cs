using static TorchSharp.torch;

namespace Atelier;

/// <summary>What a turn of D begins with.</summary>
/// <param name="X">real examples, [m, …]</param>
/// <param name="Z">as many latent vectors, [m, z]</param>
/// <param name="Pays">whether D pays its penalty in this turn</param>
internal sealed record GanBatch(Tensor X, Tensor Z, bool Pays);
