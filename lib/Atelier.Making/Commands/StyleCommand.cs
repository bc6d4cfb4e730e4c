using System.CommandLine;

namespace Atelier.Making;

/// <summary><c>course make style</c>: makes the painters that the lesson on style in one pass ships.</summary>
internal static class StyleCommand
{
    // What painters and decoder share; β differs, since AdaIN's style loss compares means and deviations alone.
    private static readonly FastStyleSettings s_usual = new()
    {
        Beta = 10,
        Gamma = 1,
        BatchSize = 4,
        CropSize = 208,
        ContentLayer = "relu3_1",
        StyleLayers = ["relu1_1", "relu2_1", "relu3_1", "relu4_1"],
        Shrinkings = [1, 2],
    };

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
    private static readonly Option<double> s_beta = Number("--beta", "β, the weight of style; content has 1.", s_usual.Beta).AtLeast(0);
    private static readonly Option<double> s_gamma = Number("--gamma", "γ, the weight of total variation.", s_usual.Gamma).AtLeast(0);
    private static readonly Option<double> s_rate = Number("--rate", "The learning rate of the first half.", s_usual.LearningRate);
    private static readonly Option<int> s_batch = Number("--batch", "Pieces of photos in a step.", s_usual.BatchSize).AtLeast(1);
    private static readonly Option<int> s_crop = Number("--crop", "Height and width of a piece.", s_usual.CropSize).AtLeast(32);
    private static readonly Option<string> s_layer = new("--layer")
    {
        Description = "Where content is compared; a decoder begins there.",
        DefaultValueFactory = _ => s_usual.ContentLayer,
    };

    private static readonly Option<bool> s_resume = new("--resume") { Description = "Go on with a training that was stopped." };
    private static readonly Option<string> s_folder = new("--out")
    {
        Description = "The folder of the checkpoint; the training's state goes beside it.",
        DefaultValueFactory = _ => Path.Combine(CoursePaths.Data, "checkpoints"),
    };

    public static Command Create()
    {
        var command = new Command("style", "Train a painter for one style, or the decoder for any.")
        {
            s_style, s_photos, s_minutes, s_beta, s_gamma, s_rate, s_batch, s_crop, s_layer, s_resume, s_folder,
        };
        command.SetAction((parsed, cancellation) => Task.Run(() => new StyleTraining(parsed.GetValue(s_folder)!, Settings(parsed)).Run(
            parsed.GetValue(s_style)!, parsed.GetValue(s_photos)!, parsed.GetValue(s_minutes), parsed.GetValue(s_resume),
            cancellation)));
        return command;
    }

    private static FastStyleSettings Settings(ParseResult parsed) => s_usual with
    {
        Beta = parsed.GetValue(s_beta),
        Gamma = parsed.GetValue(s_gamma),
        LearningRate = parsed.GetValue(s_rate),
        BatchSize = parsed.GetValue(s_batch),
        CropSize = parsed.GetValue(s_crop),
        ContentLayer = parsed.GetValue(s_layer)!,
        BFloat16 = Autocast.IsFastOnCpu && Compute.Device.type == TorchSharp.DeviceType.CPU,
    };

    private static Option<T> Number<T>(string name, string description, T usually) =>
        new(name) { Description = description, DefaultValueFactory = _ => usually };
}
