using static TorchSharp.torch;

namespace Atelier;

/// <summary>A tensor in a few lines: shape, type, device, and its values where they are few, else the first of them.</summary>
internal static class TensorText
{
    private const int Columns = 8;

    public static string Describe(Tensor tensor)
    {
        if (tensor.IsInvalid) return "Tensor (disposed)";
        var head = $"Tensor {Shapes.Text(tensor)} {tensor.dtype.ToString().ToLowerInvariant()} on {tensor.device}";
        return tensor.numel() == 0 || tensor.is_complex() ? head : $"{head}\n{Body(tensor)}";
    }

    private static string Body(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        var isTable = tensor.dim() == 2 && tensor.shape.Max() <= Columns;
        var shown = isTable ? tensor : tensor.flatten().narrow(0, 0, Math.Min(Columns, tensor.numel())).unsqueeze(0);
        var rows = shown.detach().cpu().to(float64).data<double>().ToArray().Chunk((int)shown.shape[1]);
        var text = string.Join('\n', rows.Select(row => string.Join("  ", row.Select(Number))));
        return shown.numel() < tensor.numel() ? $"{text}  ..." : text;
    }

    private static string Number(double value) =>
        Math.Abs(value) is 0 or (>= 1e-3 and < 1e5) ? value.ToString("0.####") : value.ToString("g4");
}
