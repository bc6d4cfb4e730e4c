using TorchSharp;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// Work that is done again and again with other numbers of the same shapes. On an NVIDIA GPU it is recorded as a
/// <see cref="CudaGraph"/> once it has run a few times; elsewhere, and where that is not possible, it is simply done.
/// </summary>
/// <param name="device">where it computes</param>
/// <param name="work">from its numbers to its result, on the device alone, the same operations each time</param>
internal sealed class Repeated(Device device, Func<Tensor[], Tensor> work) : IDisposable
{
    private const int RunsBefore = 3; // libraries load and choose their algorithms in the first runs

    private static int s_told;

    private int _runs;
    private Tensor[] _numbers = [];
    private Tensor? _result;
    private CudaGraph? _graph;

    /// <summary>Does it once.</summary>
    /// <param name="numbers">on the device, of the same shapes each time; they may be overwritten later</param>
    /// <returns>the result; the next run overwrites it</returns>
    public Tensor Run(Tensor[] numbers)
    {
        if (_runs++ == RunsBefore && device.type == DeviceType.CUDA) Record(numbers);
        if (_graph is null)
            return work(numbers);

        using (no_grad())
        {
            foreach (var (held, now) in _numbers.Zip(numbers))
                held.copy_(now);
        }

        _graph.Replay();
        return _result!;
    }

    private void Record(Tensor[] numbers)
    {
        _numbers = [.. numbers.Select(number => number.detach().clone().DetachFromDisposeScope())];
        _graph = CudaGraph.Record(() => work(_numbers), device, out _result);
        if (_graph is null && Interlocked.Exchange(ref s_told, 1) == 0)
            Console.Error.WriteLine("This step cannot be recorded as a CUDA graph here: it reads from the GPU, draws random numbers, "
                + "or this torch has no graphs. Going on step by step, with the same results.");
    }

    /// <summary>Frees the graph; the next run begins anew.</summary>
    public void Dispose()
    {
        foreach (var number in _numbers)
            number.Dispose();
        _result?.Dispose();
        _graph?.Dispose();
        (_runs, _numbers, _result, _graph) = (0, [], null, null);
    }
}
