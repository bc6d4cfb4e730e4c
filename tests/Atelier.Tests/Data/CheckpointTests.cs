using Atelier.Tests.Torch;
using static TorchSharp.torch;

namespace Atelier.Tests.Data;

public sealed class CheckpointTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("atelier-checkpoint").FullName;

    private string File => Path.Combine(_folder, "new folder", "weights.safetensors");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Weights_and_buffers_come_back_exactly()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (Network(), Network());
        a.call(randn(4, 3)); // BatchNorm counts and averages
        Checkpoint.Save(File, [("a", a)]);
        Checkpoint.Load(File, "a", b);
        Assert.All(a.state_dict(), entry => Assert.True(entry.Value.Same(b.state_dict()[entry.Key])));
    }

    [Fact]
    public void Half_precision_is_half_the_size_and_right_to_11_bits()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (nn.Linear(64, 64), nn.Linear(64, 64));
        Checkpoint.Save(File, [("a", a)], float16);
        Checkpoint.Load(File, "a", b);
        Assert.Equal(ScalarType.Float32, b.weight.dtype);
        Assert.True(b.weight.allclose(a.weight, rtol: 1.0 / 2048, atol: 1e-7));
        Assert.InRange(new FileInfo(File).Length, 2 * 65 * 64, (2 * 65 * 64) + 400);
    }

    [Fact]
    public void One_network_is_taken_out_of_several()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (nn.Linear(3, 2), nn.Linear(3, 2));
        Checkpoint.Save(File, [("a", a), ("b", b)]);
        var c = nn.Linear(3, 2);
        Checkpoint.Load(File, "b", c);
        Assert.True(c.weight.Same(b.weight));
    }

    [Theory]
    [InlineData("missing", "has no a.2")]
    [InlineData("surplus", "which this network lacks")]
    [InlineData("size", "[5, 3] there and [2, 3] in this network")]
    public void Another_architecture_is_refused_whole(string difference, string message)
    {
        using var scope = NewDisposeScope();
        nn.Module<Tensor, Tensor> saved = difference switch
        {
            "missing" => nn.Sequential(nn.Linear(3, 2), nn.ReLU()),
            "surplus" => nn.Sequential(nn.Linear(3, 2), nn.ReLU(), nn.Linear(2, 1), nn.Linear(1, 1)),
            _ => nn.Sequential(nn.Linear(3, 5), nn.ReLU(), nn.Linear(5, 1)),
        };
        Checkpoint.Save(File, [("a", saved)]);
        var network = nn.Sequential(nn.Linear(3, 2), nn.ReLU(), nn.Linear(2, 1));
        var before = network.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.clone());
        var error = Assert.Throws<InvalidDataException>(() => Checkpoint.Load(File, "a", network));
        Assert.Contains(message, error.Message);
        Assert.Contains(File, error.Message);
        Assert.All(network.state_dict(), entry => Assert.True(entry.Value.Same(before[entry.Key])));
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var error = Assert.Throws<FileNotFoundException>(() => Checkpoint.Load("nowhere.safetensors", "a", Network()));
        Assert.Contains("nowhere.safetensors", error.Message);
    }

    private static nn.Module<Tensor, Tensor> Network() => nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.Linear(4, 2));
}
