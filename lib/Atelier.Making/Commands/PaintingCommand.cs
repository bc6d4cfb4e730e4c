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
    private static readonly Option<int> s_side = Number("--side", "Pixels of the longer side.", 768).AtLeast(256);
    private static readonly Option<int> s_steps = Number(
        "--steps", "Steps at each of the three sizes: a quarter of the side, half of it, all of it.", 50).AtLeast(1);
    private static readonly Option<double> s_gamma = Number("--gamma", "γ, the weight of total variation.", 1.0).AtLeast(0);
    private static readonly Option<bool> s_oneSize = new("--one-size") { Description = "Paint at the full size alone." };
    private static readonly Option<string> s_folder = new("--out")
    {
        Description = "The folder of the paintings.",
        DefaultValueFactory = _ => Path.Combine(CoursePaths.Data, "pictures"),
    };

    public static Command Create()
    {
        var command = new Command("painting", "Paint photos in the manner of paintings, and measure the results.")
        {
            s_photos, s_styles, s_betas, s_side, s_steps, s_gamma, s_oneSize, s_folder,
        };
        command.SetAction((parsed, cancellation) => Task.Run(() => Sheet(parsed).Paint(
            parsed.GetValue(s_photos)!, parsed.GetValue(s_styles)!, parsed.GetValue(s_betas)!, parsed.GetValue(s_folder)!,
            cancellation), cancellation));
        return command;
    }

    private static PaintingSheet Sheet(ParseResult parsed)
    {
        var (steps, oneSize) = (parsed.GetValue(s_steps), parsed.GetValue(s_oneSize));
        return new PaintingSheet(parsed.GetValue(s_side), oneSize ? 3 * steps : steps, new StyleTransferSettings
        {
            Gamma = parsed.GetValue(s_gamma),
            Stages = oneSize ? [] : [new(0.25, steps), new(0.5, steps)],
            BFloat16 = Autocast.IsFastOnCpu && Compute.Device.type == TorchSharp.DeviceType.CPU,
        });
    }

    private static Option<T> Number<T>(string name, string description, T usually) =>
        new(name) { Description = description, DefaultValueFactory = _ => usually };

    private static Option<T[]> Several<T>(string name, string description, T usually) => new(name)
    {
        Description = description,
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [usually],
    };
}
