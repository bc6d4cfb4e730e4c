using System.Security.Cryptography;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>A checksum that travels in a safetensors file's own metadata, to notice later that the file was damaged.</summary>
internal static class TensorChecksum
{
    /// <summary>Its name in the metadata.</summary>
    public const string Key = "sha256";

    /// <summary>The sha256 of the tensors' bytes, one after another in the order of their names, in hexadecimal.</summary>
    public static string Of(IReadOnlyDictionary<string, Tensor> tensors)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (_, tensor) in tensors.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            using var packed = tensor.contiguous();
            hash.AppendData(packed.bytes);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
