using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>A tensor as plain data for the grader, which knows no torch.</summary>
internal static class TensorData
{
    /// <summary>Shape, type, and the values as base64 of little-endian float64, row by row; null where the value is no tensor.</summary>
    public static string? Describe(object value)
    {
        if (value is not Tensor { IsInvalid: false } tensor || tensor.is_complex()) return null;
        using var scope = NewDisposeScope();
        var values = tensor.detach().cpu().to(float64).contiguous().data<double>().ToArray();
        return new JsonObject
        {
            ["type"] = "tensor",
            ["shape"] = new JsonArray([.. tensor.shape.Select(side => (JsonNode)side)]),
            ["dtype"] = tensor.dtype.ToString(),
            ["values"] = Convert.ToBase64String(MemoryMarshal.AsBytes<double>(values)),
        }.ToJsonString();
    }
}
