using TorchSharp;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// Tensors that are decided by a number and drawn on the CPU, so that they are the same on every device. For a GPU many are drawn
/// and sent at once: each transfer is a wait for it.
/// </summary>
/// <param name="draw">draws that of a number; always of one shape</param>
/// <param name="device">where they are wanted</param>
/// <param name="atOnce">how many are drawn at once, at least 1; by default 1 for the CPU and 32 for a GPU</param>
internal sealed class DrawnAhead(Func<int, Tensor> draw, Device device, int? atOnce = null) : IDisposable
{
    private readonly int _atOnce = atOnce ?? (device.type == DeviceType.CPU ? 1 : 32);
    private Tensor? _block;
    private int _first = -1;

    /// <summary>That of a number, at least 0; the caller's dispose scope owns it.</summary>
    public Tensor Of(int number)
    {
        if (_atOnce == 1)
            return draw(number);
        var first = number - number % _atOnce;
        if (first != _first) Draw(first);
        return _block![number - first];
    }

    private void Draw(int first)
    {
        using var scope = NewDisposeScope();
        _block?.Dispose();
        _block = stack(Enumerable.Range(first, _atOnce).Select(draw)).to(device).DetachFromDisposeScope();
        _first = first;
    }

    public void Dispose() => _block?.Dispose();
}
