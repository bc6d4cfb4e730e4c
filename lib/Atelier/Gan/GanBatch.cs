using static TorchSharp.torch;

namespace Atelier;

/// <summary>What a turn of D begins with.</summary>
/// <param name="Number">how many batches came before it</param>
/// <param name="X">real examples, [m, …]</param>
/// <param name="Z">as many latent vectors, [m, z]</param>
internal sealed record GanBatch(int Number, Tensor X, Tensor Z) : IDisposable
{
    public void Dispose()
    {
        X.Dispose();
        Z.Dispose();
    }
}
