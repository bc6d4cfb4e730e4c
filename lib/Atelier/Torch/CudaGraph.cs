using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// What a piece of work launched on an NVIDIA GPU, recorded once: it is repeated in one launch, on the same memory. With small
/// batches a training step waits for its hundreds of launches, not for the arithmetic.
/// </summary>
internal sealed class CudaGraph : IRecording
{
    private readonly CudaGraphNative _native;
    private nint _graph;

    private CudaGraph(CudaGraphNative native, nint graph, Tensor result) =>
        (_native, _graph, Result) = (native, graph, result);

    /// <summary>It holds numbers once the graph has been replayed.</summary>
    public Tensor Result { get; }

    /// <summary>Records some work, which is not done yet. Do it a few times before, so that all it needs is loaded.</summary>
    /// <param name="work">launches on the device alone; called twice, first to see whether it can be recorded at all</param>
    /// <param name="device">a CUDA device</param>
    /// <returns>null where this torch or this work cannot be recorded; then nothing has changed</returns>
    public static CudaGraph? Record(Func<Tensor> work, Device device)
    {
        if (CudaGraphNative.Loaded is not { } native)
            return null;
        cuda.synchronize(device);
        var before = native.CurrentStream(device.index);
        var stream = native.Stream(device.index);
        native.SetCurrentStream(stream);
        try
        {
            if (!CanBeRecorded(native, stream, work))
                return null;
            var graph = native.Construct();
            native.Begin(graph);
            var result = Kept(work);
            native.End(graph);
            return new CudaGraph(native, graph, result);
        }
        finally
        {
            native.SetCurrentStream(before);
            cuda.synchronize(device);
        }
    }

    /// <summary>Does the work once more, behind what this thread has launched before; waits for nothing.</summary>
    public void Replay() => _native.Replay(_graph);

    /// <summary>Frees the graph and its memory.</summary>
    public void Dispose()
    {
        Result.Dispose();
        if (_graph != 0) _native.Destruct(_graph);
        _graph = 0;
    }

    private static bool CanBeRecorded(CudaGraphNative native, CudaStream stream, Func<Tensor> work)
    {
        if (!native.BeginTrial(stream))
            return false;
        try
        {
            Kept(work).Dispose();
        }
        catch (ExternalException)
        {
            native.EndTrial(stream);
            return false; // it reads from the device, or draws from torch's numbers
        }

        return native.EndTrial(stream);
    }

    private static Tensor Kept(Func<Tensor> work)
    {
        using var scope = NewDisposeScope();
        return work().DetachFromDisposeScope();
    }
}
