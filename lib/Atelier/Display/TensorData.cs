using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>A tensor as plain data for the grader, which knows no torch.</summary>
internal static class TensorData
{
    private const long MostNumbers = 300_000;

    /// <summary>
    /// Shape, type, and the values row by row as base64 of little-endian float64, or of int64 where they are whole numbers or
    /// truths; a complex number is two values. Null where the value is no tensor.
    /// </summary>
    public static string? Describe(object value) => value switch
    {
        nn.Module => Incomplete("a network cannot be compared: grade its weights, or what it gives"),
        Tensor { IsInvalid: true } => Incomplete("a tensor that has been disposed of"),
        Tensor tensor when tensor.numel() > MostNumbers =>
            Incomplete($"a tensor of {tensor.numel()} numbers is too large: grade a part of it, or a sum"),
        Tensor tensor => Describe(tensor),
        _ => null,
    };

    private static string Describe(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        var plain = tensor.is_complex() ? tensor.detach().view_as_real() : tensor.detach();
        var isReal = plain.is_floating_point();
        var values = plain.cpu().to(isReal ? float64 : int64).contiguous();
        return new JsonObject
        {
            ["type"] = "tensor",
            ["shape"] = new JsonArray([.. tensor.shape.Select(side => (JsonNode)side)]),
            ["dtype"] = tensor.dtype.ToString(),
            ["whole"] = !isReal,
            ["values"] = Convert.ToBase64String(isReal ? Bytes<double>(values) : Bytes<long>(values)),
        }.ToJsonString();
    }

    private static ReadOnlySpan<byte> Bytes<T>(Tensor values) where T : unmanaged =>
        MemoryMarshal.AsBytes<T>(values.data<T>().ToArray());

    private static string Incomplete(string why) => new JsonObject { ["type"] = "incomplete", ["why"] = why }.ToJsonString();
}
