using System.Runtime.InteropServices;

namespace Atelier;

/// <summary>
/// The functions of libtorch and of the CUDA runtime that record work as a graph, which TorchSharp does not wrap:
/// <c>at::cuda::CUDAGraph</c> (ATen/cuda/CUDAGraph.h), <c>c10::cuda::CUDAStream</c> (c10/cuda/CUDAStream.h) and the runtime's
/// stream capture. A function of C++ that throws here ends the process; those of the runtime return an error.
/// </summary>
internal sealed unsafe class CudaGraphNative
{
    private const int GraphBytes = 4096; // far above the size of a CUDAGraph in any version
    private const int ThreadLocal = 1, Relaxed = 2; // cudaStreamCaptureMode

    private static readonly Lazy<CudaGraphNative?> s_loaded = new(Load);

    private readonly delegate* unmanaged<byte, sbyte, CudaStream> _fromPool;
    private readonly delegate* unmanaged<sbyte, CudaStream> _current;
    private readonly delegate* unmanaged<CudaStream, void> _setCurrent;
    private readonly delegate* unmanaged<CudaStream*, nint> _handle;
    private readonly delegate* unmanaged<nint, int, int> _beginCapture;
    private readonly delegate* unmanaged<nint, nint*, int> _endCapture;
    private readonly delegate* unmanaged<nint, int> _destroyCaptured;
    private readonly delegate* unmanaged<int> _clearError;
    private readonly delegate* unmanaged<nint, byte, void> _construct;
    private readonly delegate* unmanaged<nint, ulong, ulong, int, void> _begin;
    private readonly delegate* unmanaged<nint, void> _end;
    private readonly delegate* unmanaged<nint, void> _replay;
    private readonly delegate* unmanaged<nint, void> _destruct;

    private CudaGraphNative(nint streams, nint torch)
    {
        _fromPool = (delegate* unmanaged<byte, sbyte, CudaStream>)Export(streams, "_ZN3c104cuda17getStreamFromPoolEba");
        _current = (delegate* unmanaged<sbyte, CudaStream>)Export(streams, "_ZN3c104cuda20getCurrentCUDAStreamEa");
        _setCurrent = (delegate* unmanaged<CudaStream, void>)Export(streams, "_ZN3c104cuda20setCurrentCUDAStreamENS0_10CUDAStreamE");
        _handle = (delegate* unmanaged<CudaStream*, nint>)Export(streams, "_ZNK3c104cuda10CUDAStream6streamEv");
        _beginCapture = (delegate* unmanaged<nint, int, int>)Export(streams, "cudaStreamBeginCapture");
        _endCapture = (delegate* unmanaged<nint, nint*, int>)Export(streams, "cudaStreamEndCapture");
        _destroyCaptured = (delegate* unmanaged<nint, int>)Export(streams, "cudaGraphDestroy");
        _clearError = (delegate* unmanaged<int>)Export(streams, "cudaGetLastError");
        _construct = (delegate* unmanaged<nint, byte, void>)Export(torch, "_ZN2at4cuda9CUDAGraphC1Eb");
        _begin = (delegate* unmanaged<nint, ulong, ulong, int, void>)Export(
            torch, "_ZN2at4cuda9CUDAGraph13capture_beginESt4pairIyyE21cudaStreamCaptureMode");
        _end = (delegate* unmanaged<nint, void>)Export(torch, "_ZN2at4cuda9CUDAGraph11capture_endEv");
        _replay = (delegate* unmanaged<nint, void>)Export(torch, "_ZN2at4cuda9CUDAGraph6replayEv");
        _destruct = (delegate* unmanaged<nint, void>)Export(torch, "_ZN2at4cuda9CUDAGraphD1Ev");
    }

    /// <summary>Null where this libtorch, or this machine, has no CUDA, or one of the symbols is missing.</summary>
    public static CudaGraphNative? Loaded => s_loaded.Value;

    /// <summary>A stream of a device beside its default one.</summary>
    public CudaStream Stream(int device) => _fromPool(0, (sbyte)device);

    /// <summary>The stream on which this thread launches.</summary>
    public CudaStream CurrentStream(int device) => _current((sbyte)device);

    public void SetCurrentStream(CudaStream stream) => _setCurrent(stream);

    /// <summary>Records what is launched on a stream, by the runtime alone and only to see whether it can be.</summary>
    public bool BeginTrial(CudaStream stream) => _beginCapture(_handle(&stream), Relaxed) == 0;

    /// <returns>whether all that was launched can be recorded; nothing of it has run</returns>
    public bool EndTrial(CudaStream stream)
    {
        nint captured = 0;
        var error = _endCapture(_handle(&stream), &captured);
        if (captured != 0) _destroyCaptured(captured);
        _clearError();
        return error == 0 && captured != 0;
    }

    /// <summary>An empty graph.</summary>
    public nint Construct()
    {
        var graph = (nint)NativeMemory.AllocZeroed(GraphBytes);
        _construct(graph, 0);
        return graph;
    }

    /// <summary>From now on this thread's launches are recorded, with memory of the graph's own.</summary>
    public void Begin(nint graph) => _begin(graph, 0, 0, ThreadLocal);

    public void End(nint graph) => _end(graph);

    public void Replay(nint graph) => _replay(graph);

    public void Destruct(nint graph)
    {
        _destruct(graph);
        NativeMemory.Free((void*)graph);
    }

    private static nint Export(nint library, string name) => NativeLibrary.GetExport(library, name);

    private static CudaGraphNative? Load()
    {
        var own = typeof(CudaGraphNative).Assembly;
        try
        {
            return TorchSharp.torch.cuda.is_available()
                && NativeLibrary.TryLoad("c10_cuda", own, null, out var streams)
                && NativeLibrary.TryLoad("torch_cuda", own, null, out var torch)
                    ? new CudaGraphNative(streams, torch)
                    : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }
}
