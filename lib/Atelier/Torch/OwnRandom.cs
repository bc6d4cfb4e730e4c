using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// Random numbers of its own for a block of code: the CPU's generator begins with a seed, and afterwards goes on as if the block
/// had drawn nothing.
/// </summary>
internal sealed class OwnRandom : IDisposable
{
    private readonly Tensor _before = Generator.Default.get_state().DetachFromDisposeScope();

    public OwnRandom(ulong seed) => Generator.Default.manual_seed(unchecked((long)seed));

    public void Dispose()
    {
        Generator.Default.set_state(_before);
        _before.Dispose();
    }
}
