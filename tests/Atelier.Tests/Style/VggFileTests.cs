using Atelier.Tests.Data;
using static TorchSharp.torch;

namespace Atelier.Tests.Painting;

public sealed class VggFileTests : IDisposable
{
    private readonly TemporaryFolder cache = new();
    private readonly TemporaryFolder named = new();
    private readonly TemporaryFolder own = new();

    public void Dispose()
    {
        cache.Dispose();
        named.Dispose();
        own.Dispose();
    }

    [Fact]
    public void The_first_of_download_named_folder_and_own_is_taken()
    {
        File.WriteAllText(own.PathOf("compact-vgg.safetensors"), "");
        Assert.Equal(VggInput.Compact, Find(null).Input);
        File.WriteAllText(named.PathOf("vgg19_conv_fp16.safetensors"), "");
        Assert.Equal(VggInput.Oxford, Find(named.Path).Input);
        Assert.Equal(VggInput.Compact, Find("").Input);
        File.WriteAllText(cache.PathOf("vgg19-features.safetensors"), "");
        Assert.Equal(VggInput.Torchvision, Find(named.Path).Input);
    }

    [Fact]
    public void A_named_folder_without_weights_is_an_error_that_names_it()
    {
        File.WriteAllText(own.PathOf("compact-vgg.safetensors"), "");
        var error = Assert.Throws<FileNotFoundException>(() => Find(named.Path));
        Assert.Contains(named.Path, error.Message);
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
        var file = VggFile.Downloaded(cache.Path);
        SafeTensors.Save(file.Path, tensors, new Dictionary<string, string> { ["sha256"] = TensorChecksum.Of(tensors) });
        using (var whole = file.Load())
            Assert.Equal(2, whole.Tensors.Count);

        var bytes = File.ReadAllBytes(file.Path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(file.Path, bytes);
        Assert.Contains("was damaged", Assert.Throws<InvalidDataException>(file.Load).Message);
    }

    private VggFile Find(string? folder) => VggFile.Find(VggFile.Downloaded(cache.Path), folder, own.Path);
}
