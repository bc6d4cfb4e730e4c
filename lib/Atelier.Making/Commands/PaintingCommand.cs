using System.CommandLine;

namespace Atelier.Making;

/// <summary>
/// <c>course make painting</c>: paints the picture that the lesson on style transfer begins with, or several to choose by.
/// </summary>
internal static class PaintingCommand
{
    private static readonly Option<string[]> s_photos = Several("--photos", "Photos to paint.", "cincinnati-bridge.jpg");
    private static readonly Option<string[]> s_styles = Several("--styles", "Paintings to paint after.", "great-wave.jpg");
    private static readonly Option<double[]> s_betas = Several("--beta", "β, the weight of style; content has 1.", 10.0);
    private static readonly Option<int> s_side = Single("--side", "Pixels of the longer side.", 768).AtLeast(256);
    private static readonly Option<int> s_steps = Single(
        "--steps", "Steps at each of the three sizes: a quarter of the side, half of it, all of it.", 50).AtLeast(1);
    private static readonly Option<double> s_gamma = Single("--gamma", "γ, the weight of total variation.", 1.0).AtLeast(0);
    private static readonly Option<bool> s_oneSize = new("--one-size") { Description = "Paint at the full size alone." };
    private static readonly Option<double> s_styleScale = Single(
        "--style-scale", "The longer side of a painting to paint after, in parts of the photo's.", 1.0).AtLeast(0.25);
    private static readonly Option<VggPooling> s_pooling = Single(
        "--pooling", "How the network halves its maps.", VggPooling.Max);
    private static readonly Option<string[]> s_layers = new("--style-layers")
    {
        Description = "Where style is compared; all of them without this.",
        AllowMultipleArgumentsPerToken = true,
    };
    private static readonly Option<string> s_content = Single(
        "--content-layer", "Where content is compared.", new StyleTransferSettings().ContentLayer);
    private static readonly Option<string> s_folder = new("--out")
    {
        Description = "The folder of the paintings.",
        DefaultValueFactory = _ => Path.Combine(CoursePaths.Data, "pictures"),
    };

    public static Command Create()
    {
        var command = new Command("painting", "Paint photos in the manner of paintings, and measure the results.")
        {
            s_photos, s_styles, s_betas, s_side, s_styleScale, s_steps, s_gamma, s_pooling, s_layers,
            s_content, s_oneSize, s_folder,
        };
        s_layers.AcceptOnlyFromAmong("relu1_1", "relu2_1", "relu3_1", "relu4_1", "relu5_1");
        s_content.AcceptOnlyFromAmong([.. VggLayers.Names.Where(name => name.StartsWith("relu", StringComparison.Ordinal))]);
        command.SetAction((parsed, cancellation) => Task.Run(() => Sheet(parsed).Paint(
            parsed.GetValue(s_photos)!, parsed.GetValue(s_styles)!, parsed.GetValue(s_betas)!, parsed.GetValue(s_folder)!,
            cancellation), cancellation));
        return command;
    }

    private static PaintingSheet Sheet(ParseResult parsed)
    {
        var (steps, oneSize) = (parsed.GetValue(s_steps), parsed.GetValue(s_oneSize));
        var side = parsed.GetValue(s_side);
        var styleSide = (int)Math.Round(side * parsed.GetValue(s_styleScale));
        var settings = new StyleTransferSettings
        {
            StyleLayers = parsed.GetValue(s_layers) is { Length: > 0 } layers ? layers : null,
            ContentLayer = parsed.GetValue(s_content)!,
            Gamma = parsed.GetValue(s_gamma),
            Stages = oneSize ? [] : [new(0.25, steps), new(0.5, steps)],
            BFloat16 = Autocast.IsFastOnCpu && Compute.Device.type == TorchSharp.DeviceType.CPU,
        };
        return new PaintingSheet(side, styleSide, oneSize ? 3 * steps : steps, parsed.GetValue(s_pooling), settings);
    }

    private static Option<T> Single<T>(string name, string description, T usually) =>
        new(name) { Description = description, DefaultValueFactory = _ => usually };

    private static Option<T[]> Several<T>(string name, string description, T usually) => new(name)
    {
        Description = description,
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [usually],
    };
}
