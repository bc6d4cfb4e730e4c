using System.Security.Cryptography;
using TorchSharp;
using static TorchSharp.torch;

namespace Atelier.Tests.Torch;

public sealed class TensorChecksumTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void It_is_the_sha256_of_all_bytes_in_the_order_of_the_names()
    {
        var tensors = new Dictionary<string, Tensor>
        {
            ["b"] = tensor(new short[] { 258 }),
            ["a"] = tensor(new byte[] { 7, 8 }),
            ["B"] = tensor(new byte[] { 9 }), // capitals come before small letters, on every machine
        };
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData([9, 7, 8, 2, 1])), TensorChecksum.Of(tensors));
    }

    [Fact]
    public void A_view_counts_as_it_looks()
    {
        var matrix = tensor(new byte[] { 1, 2, 3, 4, 5, 6 }).view(2, 3);
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData([1, 4, 2, 5, 3, 6])),
            TensorChecksum.Of(new Dictionary<string, Tensor> { ["x"] = matrix.t() }));
    }
}
