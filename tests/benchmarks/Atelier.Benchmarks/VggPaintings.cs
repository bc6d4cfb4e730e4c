using System.Diagnostics;
using static TorchSharp.torch;

namespace Atelier.Benchmarks;

/// <summary>
/// What the compact VGG paints beside what VGG-19 paints, both judged by VGG-19: three photos in three styles, none of which
/// the compact network has learnt from. 352 × 256 pixels, 150 steps of Adam from the photo, content and the four style layers
/// weighted alike. Needs VGG-19 (<c>./course data</c>, or <c>ATELIER_WEIGHTS</c>).
/// </summary>
internal static class VggPaintings
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

    /// <param name="folder">where the compact network lies and the paintings go; the course's own by default</param>
    public static void Run(string? folder)
    {
        using var truth = VggWeights.Load();
        using var judge = new Vgg19(truth);
        var own = Path.Combine(folder ?? Path.Combine(CoursePaths.Data, "compact-vgg"), "compact-vgg.safetensors");
        using var weights = new VggFile(own, "compact VGG", VggInput.Compact).Load();
        using var compact = new Vgg19(weights);
        Console.WriteLine($"| pair | network | content | style {string.Join(' ', s_styleLayers)} | s |\n|---|---|---|---|---|");
        foreach (var (content, style) in s_pairs)
        {
            Paint(compact, judge, content, style, folder);
            Paint(judge, judge, content, style, folder);
        }
    }

    private static void Paint(Vgg19 painter, Vgg19 judge, string content, string style, string? folder)
    {
        using var scope = NewDisposeScope();
        var photo = Images.Resize(Images.Load(Picture(content)), Height, Width);
        var pattern = Images.Resize(Images.Load(Picture(style)), Height, Width);
        using var painting = new StyleTransfer(painter, photo, pattern, s_settings);
        var start = Stopwatch.GetTimestamp();
        painting.Run(Steps);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var picture = painting.Picture();
        if (folder is not null)
            Images.Save(picture, Path.Combine(folder, $"{content}-{style}-{(painter == judge ? "vgg19" : "compact")}.png"));
        var (seen, wanted, manner) = (See(judge, picture), See(judge, photo), See(judge, pattern));
        var contentError = StyleLoss.Content(seen["relu4_2"], wanted["relu4_2"]).item<float>();
        var styleErrors = s_styleLayers.Select(layer => StyleLoss.Style(
            StyleLoss.GramMatrix(seen[layer]), StyleLoss.GramMatrix(manner[layer])).item<float>());
        Console.WriteLine(
            $"| {content} × {style} | {painter.Name} | {contentError:f3} | " +
            $"{string.Join(' ', styleErrors.Select(error => $"{error:f4}"))} | {seconds:f1} |");
    }

    private static IReadOnlyDictionary<string, Tensor> See(Vgg19 judge, Tensor picture) =>
        judge.Features(picture, [.. s_styleLayers, "relu4_2"]);

    private static string Picture(string name) => Path.Combine(CoursePaths.Data, "images", $"{name}.jpg");
}
