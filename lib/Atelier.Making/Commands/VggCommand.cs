using System.CommandLine;

namespace Atelier.Making;

/// <summary><c>course make vgg</c>: makes the compact VGG that the course ships out of VGG-19.</summary>
internal static class VggCommand
{
    public static Command Create()
    {
        var pictures = new Option<string>("--pictures")
        {
            Description = "A folder of photos and paintings to learn from.",
            DefaultValueFactory = _ => Path.Combine(CoursePaths.Data, "images"),
        };
        var variance = new Option<double>("--variance")
        {
            Description = "The share of each layer's variance to keep: decides widths and size.",
            DefaultValueFactory = _ => 0.975,
        }.Share();
        var steps =
            new Option<int>("--steps") { Description = "Steps of distillation.", DefaultValueFactory = _ => 20_000 }.AtLeast(1);
        var resume = new Option<bool>("--resume") { Description = "Go on with a training that was stopped." };
        var file = new Option<string>("--out")
        {
            Description = "The weights to write; the training's state goes beside them.",
            DefaultValueFactory = _ => Path.Combine(CoursePaths.Data, "compact-vgg", "compact-vgg.safetensors"),
        };
        var command = new Command("vgg", "Make the compact VGG out of VGG-19: compress it, then distil.")
        {
            pictures, variance, steps, resume, file,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(new VggTraining(parsed.GetValue(file)!).Run(
            parsed.GetValue(pictures)!, parsed.GetValue(variance), parsed.GetValue(steps), parsed.GetValue(resume),
            cancellation)));
        return command;
    }
}
