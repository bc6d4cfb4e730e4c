using static TorchSharp.torch;

namespace Atelier.Tests.Torch;

/// <summary>A recording as a CPU can have it: the work is done again, on the same memory.</summary>
internal sealed class PlainRecording : IRecording
{
    private readonly Func<Tensor> _work;

    private PlainRecording(Func<Tensor> work, Tensor result) => (_work, Result) = (work, result);

    public Tensor Result { get; }

    public int Replays { get; private set; }

    /// <summary>What is recorded is not done: a GPU's graph does nothing before it is replayed.</summary>
    /// <param name="like">the shape of the work's result</param>
    public static Func<Func<Tensor>, IRecording> Of(long[] like) =>
        work => new PlainRecording(work, full(like, double.NaN).DetachFromDisposeScope());

    public void Replay()
    {
        using var scope = NewDisposeScope();
        using var again = _work();
        using var noGradients = no_grad();
        Result.copy_(again.detach());
        Replays++;
    }

    public void Dispose() => Result.Dispose();
}
