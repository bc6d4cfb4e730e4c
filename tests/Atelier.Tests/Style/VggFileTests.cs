using Atelier.Tests.Data;
using static TorchSharp.torch;

namespace Atelier.Tests.Painting;

public sealed class VggFileTests : IDisposable
{
    private readonly TemporaryFolder _cache = new();
    private readonly TemporaryFolder _named = new();
    private readonly TemporaryFolder _own = new();

    public void Dispose()
    {
        _cache.Dispose();
        _named.Dispose();
        _own.Dispose();
    }

    [Fact]
    public void The_first_of_download_named_folder_and_own_is_taken()
    {
        File.WriteAllText(_own.PathOf("compact-vgg.safetensors"), "");
        Assert.Equal(VggInput.Compact, Find(null).Input);
        File.WriteAllText(_named.PathOf("vgg19_conv_fp16.safetensors"), "");
        Assert.Equal(VggInput.Oxford, Find(_named.Path).Input);
        Assert.Equal(VggInput.Compact, Find("").Input);
        File.WriteAllText(_cache.PathOf("vgg19-features.safetensors"), "");
        Assert.Equal(VggInput.Torchvision, Find(_named.Path).Input);
    }

    [Fact]
    public void A_named_folder_without_weights_is_an_error_that_names_it()
    {
        File.WriteAllText(_own.PathOf("compact-vgg.safetensors"), "");
        var error = Assert.Throws<FileNotFoundException>(() => Find(_named.Path));
        Assert.Contains(_named.Path, error.Message);
        Assert.Contains("vgg19_conv_fp16.safetensors", error.Message);
    }

    [Fact]
    public void Damage_to_a_download_is_noticed()
    {
        using var scope = NewDisposeScope();
        var tensors = new Dictionary<string, Tensor>
        {
            ["features.0.weight"] = randn(4, 3, 3, 3),
            ["features.0.bias"] = randn(4),
        };
        var file = VggFile.Downloaded(_cache.Path);
        SafeTensors.Save(file.Path, tensors, new Dictionary<string, string> { ["sha256"] = TensorChecksum.Of(tensors) });
        using (var whole = file.Load())
            Assert.Equal(2, whole.Tensors.Count);

        var bytes = File.ReadAllBytes(file.Path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(file.Path, bytes);
        Assert.Contains("was damaged", Assert.Throws<InvalidDataException>(file.Load).Message);
    }

    private VggFile Find(string? folder) => VggFile.Find(VggFile.Downloaded(_cache.Path), folder, _own.Path);
}
