using Atelier.Tests.Painting;
using static TorchSharp.torch;

namespace Atelier.Tests.Torch;

/// <summary>Each checkpoint that comes with the course is one call away, ready to be used.</summary>
public sealed class TrainedTests
{
    private static readonly Dictionary<string, Func<nn.Module>> s_trained = new()
    {
        ["dcgan-mnist"] = DcganGenerator.Trained,
        ["cyclegan-digits"] = CycleGan.Trained,
        ["stylegan-mnist"] = StyleGanGenerator.Trained,
        ["digit-classifier"] = DigitClassifier.Trained,
        ["fast-style-composition-viii"] = () => FastStyle.Trained("composition-viii"),
        ["fast-style-great-wave"] = () => FastStyle.Trained("great-wave"),
        ["fast-style-starry-night"] = () => FastStyle.Trained("starry-night"),
        ["fast-style-village-street-auvers"] = () => FastStyle.Trained("village-street-auvers"),
        ["adain-decoder-256"] = () => AdaInDecoder.Trained(TinyVgg.Network("conv3_1", width: 256)),
    };

    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Path.Combine(CoursePaths.Data, "checkpoints"))
            .Select(file => Path.GetFileNameWithoutExtension(file)!)];

    [Theory, MemberData(nameof(Files))]
    public void A_network_comes_with_its_weights_in_evaluation_mode_on_the_courses_device(string file)
    {
        using var scope = NewDisposeScope();
        using var network = s_trained[file]();
        var saved = SafeTensors.Load(Path.Combine(CoursePaths.Data, "checkpoints", $"{file}.safetensors"));
        var (name, weight) = network.named_parameters().First();
        Assert.False(network.training);
        Assert.Equal(Compute.Device.type, weight.device_type);
        Assert.True(
            weight.cpu().Same(saved.Single(entry => entry.Key.EndsWith($".{name}", StringComparison.Ordinal)).Value.to(float32)));
    }
}
