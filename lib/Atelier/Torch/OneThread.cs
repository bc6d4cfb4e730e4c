using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// Lets torch compute with one thread until it is disposed: for networks so small that threads would wait for one another longer
/// than they work, most of all on a busy machine.
/// </summary>
internal sealed class OneThread : IDisposable
{
    private readonly int _before = get_num_threads();

    public OneThread() => set_num_threads(1);

    public void Dispose() => set_num_threads(_before);
}
