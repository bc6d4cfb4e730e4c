using Atelier.Making;
using Atelier.Tests.Data;
using static TorchSharp.torch;

namespace Atelier.Tests.Making;

/// <summary>The training of a painter by <c>course make style</c>.</summary>
public sealed class StyleTrainingTests : IDisposable
{
    private static readonly CancellationToken s_stopped = new(canceled: true);
    private readonly TemporaryFolder _folder = new();

    private string State => _folder.PathOf("fast-style-noise.training.safetensors");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_painter_is_stopped_and_gone_on_with()
    {
        var file = _folder.PathOf("fast-style-noise.safetensors");
        Assert.Equal(130, Train(resume: false, start: null, s_stopped));
        Assert.Equal(("0", false), (SafeTensors.LoadMetadata(State)["step"], File.Exists(file)));
        Assert.Equal(0, Train(resume: true, start: null, CancellationToken.None));
        Assert.Equal(("1", false), (SafeTensors.LoadMetadata(file)["step"], File.Exists(State)));
    }

    [Fact]
    public void It_begins_with_another_painters_weights()
    {
        using var scope = NewDisposeScope();
        var start = _folder.PathOf("another.safetensors");
        Checkpoint.Save(start, [("painter", new FastStyle())]);
        Assert.Equal(130, Train(resume: false, start, s_stopped));
        var (wanted, found) = (SafeTensors.Load(start), SafeTensors.Load(State));
        Assert.All(wanted, weight => Assert.True(found[weight.Key].equal(weight.Value).all().item<bool>(), weight.Key));
    }

    [Theory]
    [InlineData("--style great-wave.jpg --sharpen", false)]
    [InlineData("--style any --sharpen --start decoder.safetensors", false)]
    [InlineData("--style great-wave.jpg --sharpen --start painter.safetensors", true)]
    [InlineData("--style any --start decoder.safetensors", true)]
    public void Only_a_painter_that_is_there_is_sharpened(string options, bool goes) =>
        Assert.Equal(goes, StyleCommand.Create().Parse(options).Errors.Count == 0);

    private int Train(bool resume, string? start, CancellationToken cancellation)
    {
        using var scope = NewDisposeScope();
        var settings = new FastStyleSettings
        {
            ContentLayer = "relu1_1",
            StyleLayers = ["relu1_1"],
            CropSize = 32,
            BatchSize = 1,
        };
        var photos = Directory.CreateDirectory(_folder.PathOf("photos")).FullName;
        var painting = Path.Combine(photos, "noise.png");
        File.WriteAllBytes(painting, Images.ToPng(rand(3, 40, 40)));
        return new StyleTraining(_folder.Path, settings).Run(
            painting, photos, minutes: 1e-6, resume, start, sharpen: false, cancellation);
    }
}
