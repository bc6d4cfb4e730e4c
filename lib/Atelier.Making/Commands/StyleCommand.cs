using System.CommandLine;
using System.CommandLine.Parsing;

namespace Atelier.Making;

/// <summary><c>course make style</c>: makes the painters that the lesson on style in one pass ships.</summary>
internal static class StyleCommand
{
    private static readonly FastStyleSettings s_painter = new()
    {
        Beta = 5,
        Gamma = 1,
        BatchSize = 4,
        CropSize = 208,
        ContentLayer = "relu4_1",
        StyleLayers = ["relu1_1", "relu2_1", "relu3_1", "relu4_1"],
        Shrinkings = [1, 2],
    };

    // AdaIN's style loss compares means and deviations alone, and its content is what the decoder has to put back.
    private static readonly FastStyleSettings s_decoder = s_painter with { Beta = 10, ContentLayer = AdaInDecoder.UsualLayer };

    private static readonly Option<string> s_style = new("--style")
    {
        Description = "The painting to learn, such as great-wave.jpg; 'any' makes the AdaIN decoder, for every style.",
        Required = true,
    };

    private static readonly Option<string> s_photos = new("--photos")
    {
        Description = "A folder of photos to learn from.",
        DefaultValueFactory = _ => Path.Combine(CoursePaths.Data, "images"),
    };

    private static readonly Option<double> s_minutes = Number(
        "--minutes", "Minutes of training in all; the rate falls over the second half.", 10.0).AtLeast(0);
    private static readonly Option<double> s_beta = new Option<double>("--beta")
    {
        Description = $"β, the weight of style; content has 1. By default {s_painter.Beta}, for the decoder {s_decoder.Beta}.",
        DefaultValueFactory = parsed => Usual(parsed.GetResult(s_style)).Beta,
    }.AtLeast(0);

    private static readonly Option<double> s_gamma =
        Number("--gamma", "γ, the weight of total variation.", s_painter.Gamma).AtLeast(0);
    private static readonly Option<double> s_rate = Number("--rate", "The learning rate, at first.", s_painter.LearningRate);
    private static readonly Option<int> s_batch = Number("--batch", "Pieces in a step.", s_painter.BatchSize).AtLeast(1);
    private static readonly Option<int> s_crop = Number("--crop", "A piece's side.", s_painter.CropSize).AtLeast(32);
    private static readonly Option<int[]> s_shrinkings = new("--shrinkings")
    {
        Description = "The sizes at which the loss looks at a painter's pieces: 1 as they are, 2 halved.",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [.. s_painter.Shrinkings],
    };

    private static readonly Option<string> s_layer = new("--layer")
    {
        Description = "Where content is compared, and a decoder begins. "
            + $"By default {s_painter.ContentLayer}, for the decoder {s_decoder.ContentLayer}.",
        DefaultValueFactory = parsed => Usual(parsed.GetResult(s_style)).ContentLayer,
    };

    private static readonly Option<bool> s_resume = new("--resume") { Description = "Go on with a training that was stopped." };
    private static readonly Option<string?> s_start = new("--start")
    {
        Description = "A painter's file to begin with, in place of fresh weights: another style's saves most of the training.",
    };

    private static readonly Option<bool> s_sharpen = new("--sharpen")
    {
        Description = "Train a painter's last two convolutions alone, with --start: sharper strokes, no pattern in flat faces.",
    };

    private static readonly Option<string> s_folder = new("--out")
    {
        Description = "The folder of the checkpoint; the training's state goes beside it.",
        DefaultValueFactory = _ => Path.Combine(CoursePaths.Data, "checkpoints"),
    };

    public static Command Create()
    {
        var command = new Command("style", "Train a painter for one style, or the decoder for any.")
        {
            s_style, s_photos, s_minutes, s_beta, s_gamma, s_rate, s_batch, s_crop, s_shrinkings, s_layer,
            s_resume, s_start, s_sharpen, s_folder,
        };
        s_shrinkings.AcceptOnlyFromAmong("1", "2", "4");
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(s_sharpen) && (parsed.GetValue(s_start) is null || parsed.GetValue(s_style) == "any"))
                parsed.AddError("--sharpen goes on with a painter of one style: name its file with --start");
        });
        command.SetAction((parsed, cancellation) => Task.Run(
            () => new StyleTraining(parsed.GetValue(s_folder)!, Settings(parsed)).Run(
                parsed.GetValue(s_style)!, parsed.GetValue(s_photos)!, parsed.GetValue(s_minutes), parsed.GetValue(s_resume),
                parsed.GetValue(s_start), parsed.GetValue(s_sharpen),
                cancellation)));
        return command;
    }

    private static FastStyleSettings Usual(OptionResult? style) =>
        style?.Tokens.SingleOrDefault()?.Value == "any" ? s_decoder : s_painter;

    private static FastStyleSettings Settings(ParseResult parsed) => s_painter with
    {
        Beta = parsed.GetValue(s_beta),
        Gamma = parsed.GetValue(s_gamma),
        LearningRate = parsed.GetValue(s_rate),
        BatchSize = parsed.GetValue(s_batch),
        CropSize = parsed.GetValue(s_crop),
        Shrinkings = parsed.GetValue(s_shrinkings)!,
        ContentLayer = parsed.GetValue(s_layer)!,
        BFloat16 = Autocast.IsFastOnCpu && Compute.Device.type == TorchSharp.DeviceType.CPU,
    };

    private static Option<T> Number<T>(string name, string description, T usually) =>
        new(name) { Description = description, DefaultValueFactory = _ => usually };
}
