using System.CommandLine;

namespace Atelier.Making;

/// <summary><c>course make style</c>: makes the painters that the lesson on style in one pass ships.</summary>
internal static class StyleCommand
{
    public static Command Create()
    {
        var style = new Option<string>("--style")
        {
            Description = "The painting to learn, such as great-wave.jpg; 'any' makes the AdaIN decoder, for every style.",
            Required = true,
        };
        var photos = new Option<string>("--photos")
        {
            Description = "A folder of photos to learn from.",
            DefaultValueFactory = _ => Path.Combine(CoursePaths.Data, "images"),
        };
        var steps = new Option<int>("--steps") { Description = "Steps of training.", DefaultValueFactory = _ => 2000 }.AtLeast(1);
        var beta = new Option<double>("--beta")
        {
            Description = "β, the weight of style; content has 1.",
            DefaultValueFactory =
            _ => 3
        }.AtLeast(0);
        var resume = new Option<bool>("--resume") { Description = "Go on with a training that was stopped." };
        var folder = new Option<string>("--out")
        {
            Description = "The folder of the checkpoint; the training's state goes beside it.",
            DefaultValueFactory = _ => Path.Combine(CoursePaths.Data, "checkpoints"),
        };
        var command = new Command("style", "Train a painter for one style, or the decoder for any.")
        {
            style, photos, steps, beta, resume, folder,
        };
        command.SetAction(
            (parsed, cancellation) => Task.Run(() => new StyleTraining(parsed.GetValue(folder)!, parsed.GetValue(beta)).Run(
                parsed.GetValue(style)!, parsed.GetValue(photos)!, parsed.GetValue(steps), parsed.GetValue(resume),
                cancellation)));
        return command;
    }
}
