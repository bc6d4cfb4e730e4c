using TorchSharp;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// Work that is done again and again with other numbers of the same shapes. On an NVIDIA GPU it is recorded as a
/// <see cref="CudaGraph"/> once it has run a few times; elsewhere, and where that is not possible, it is simply done.
/// </summary>
/// <param name="device">where it computes</param>
/// <param name="work">from its numbers to its result, on the device alone, the same operations each time</param>
/// <param name="record">records work, or says null; by default a GPU's graph</param>
internal sealed class Repeated(
    Device device, Func<Tensor[], Tensor> work, Func<Func<Tensor>, IRecording?>? record = null) : IDisposable
{
    private const int RunsBefore = 3; // libraries load and choose their algorithms in the first runs

    private static int s_told;

    private readonly Func<Func<Tensor>, IRecording?>? _record =
        record ?? (device.type == DeviceType.CUDA ? again => CudaGraph.Record(again, device) : null);

    private int _runs;
    private Tensor[] _numbers = [];
    private IRecording? _recording;

    /// <summary>Does it once.</summary>
    /// <param name="numbers">on the device, of the same shapes each time; they may be overwritten later</param>
    /// <returns>the result; the next run may overwrite it</returns>
    public Tensor Run(Tensor[] numbers)
    {
        if (_runs++ == RunsBefore && _record is not null) Record(_record, numbers);
        if (_recording is null)
            return work(numbers);

        using (no_grad())
        {
            foreach (var (held, now) in _numbers.Zip(numbers))
                held.copy_(now);
        }

        _recording.Replay();
        return _recording.Result;
    }

    private void Record(Func<Func<Tensor>, IRecording?> record, Tensor[] numbers)
    {
        _numbers = [.. numbers.Select(number => number.detach().clone().DetachFromDisposeScope())];
        _recording = record(() => work(_numbers));
        if (_recording is null && Interlocked.Exchange(ref s_told, 1) == 0)
            Console.Error.WriteLine("This step cannot be recorded as a CUDA graph here: it reads from the GPU, draws random numbers, "
                + "or this torch has no graphs. Going on step by step, with the same results.");
    }

    /// <summary>Frees what was recorded.</summary>
    public void Dispose()
    {
        foreach (var number in _numbers)
            number.Dispose();
        _recording?.Dispose();
    }
}
