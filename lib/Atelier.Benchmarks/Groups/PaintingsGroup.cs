using static TorchSharp.torch;

namespace Atelier.Benchmarks;

/// <summary>
/// What the compact VGG paints beside what VGG-19 paints, both judged by VGG-19: three photos in three styles, none of which the
/// compact network has learnt from. 352 × 256 pixels, 150 steps of Adam from the photo, content and the four style layers
/// weighted alike.
/// </summary>
internal static class PaintingsGroup
{
    private const int Steps = 150, Height = 256, Width = 352;
    private static readonly string[] s_styleLayers = ["relu1_1", "relu2_1", "relu3_1", "relu4_1"];
    private static readonly (string Content, string Style)[] s_pairs =
    [
        ("cincinnati-bridge", "starry-night"),
        ("chelsea", "great-wave"),
        ("astronaut", "composition-viii"),
    ];

    private static readonly StyleTransferSettings s_settings = new()
    {
        Beta = s_styleLayers.Length,
        Gamma = 0,
        StyleLayers = s_styleLayers,
        LearningRate = 4 / 255.0,
    };

    public static IEnumerable<Measurement> Measure(BenchRun run) => StyleWork.HasTrue
        ? s_pairs.Take(run.Full ? s_pairs.Length : 1).SelectMany(pair => Paint(run, pair.Content, pair.Style))
        : [new("what is painted", "compact VGG", "VGG-19") { Missing = "there are no weights of VGG-19 here (./course data)" }];

    private static IEnumerable<Measurement> Paint(BenchRun run, string content, string style)
    {
        run.Tell($"{content} as {style}");
        using var scope = NewDisposeScope();
        using var truth = Vgg19.Load();
        using var weights = StyleWork.Compact.Load();
        using var compact = new Vgg19(weights);
        var (photo, pattern) = (Open(content), Open(style));
        var ours = Errors(truth, Painted(run, compact, photo, pattern), photo, pattern);
        var theirs = Errors(truth, Painted(run, truth, photo, pattern), photo, pattern);
        run.EndTicks();
        yield return Measurement.Of(
            $"content error, {content} as {style}", "", ("compact VGG", ours.Content), ("VGG-19", theirs.Content), goal: null);
        yield return Measurement.Of(
            $"style error, {content} as {style}", "", ("compact VGG", ours.Style), ("VGG-19", theirs.Style), goal: null);
    }

    private static Tensor Painted(BenchRun run, Vgg19 painter, Tensor photo, Tensor style)
    {
        using var painting = new StyleTransfer(painter, photo, style, s_settings);
        painting.Run(Steps, run.Cancellation);
        run.Tick();
        return painting.Picture();
    }

    /// <summary>L_content, and L_style as the mean of the layers, as the judge sees them.</summary>
    private static (double Content, double Style) Errors(Vgg19 judge, Tensor picture, Tensor photo, Tensor style)
    {
        using var noGradients = no_grad();
        var (seen, wanted, manner) = (See(judge, picture), See(judge, photo), See(judge, style));
        var content = StyleLoss.Content(seen["relu4_2"], wanted["relu4_2"]).item<float>();
        return (content, s_styleLayers.Average(layer => StyleLoss.Style(
            StyleLoss.GramMatrix(seen[layer]), StyleLoss.GramMatrix(manner[layer])).item<float>()));
    }

    private static IReadOnlyDictionary<string, Tensor> See(Vgg19 judge, Tensor picture) =>
        judge.Features(picture, [.. s_styleLayers, "relu4_2"]);

    private static Tensor Open(string name) =>
        Images.Resize(Images.Load(Path.Combine(CoursePaths.Data, "images", $"{name}.jpg")), Height, Width).to(Compute.Device);
}
