using System.CommandLine;

namespace Atelier.Making;

/// <summary><c>course make stylegan</c>: makes the checkpoint that the lesson on growing and style ships.</summary>
internal static class StyleGanCommand
{
    public static Command Create()
    {
        var minutes = new Option<double>("--minutes") { Description = "How long to train.", DefaultValueFactory = _ => 10 };
        var batch = new Option<int>("--batch")
        {
            Description = "Pictures in a batch; on a CPU 32 makes more of few minutes.",
            DefaultValueFactory = _ => 128,
        };
        var seed = new Option<int>("--seed") { Description = "Decides weights, noise and order.", DefaultValueFactory = _ => 1 };
        var resume =
            new Option<bool>("--resume") { Description = "Go on with a training that was stopped, or for further minutes." };
        var file = new Option<string>("--out")
        {
            Description = "The checkpoint to write; state and samples go to a folder beside it.",
            DefaultValueFactory = _ => Path.Combine(CoursePaths.Data, "checkpoints", "stylegan-mnist.safetensors"),
        };
        var command = new Command("stylegan", "Train the StyleGAN that the lesson ships, on all of MNIST.")
        {
            minutes, batch, seed, resume, file,
        };
        command.SetAction((parsed, cancellation) => Task.Run(() =>
        {
            using var training = new StyleGanTraining(parsed.GetValue(file)!, parsed.GetValue(batch), parsed.GetValue(seed));
            return training.Run(TimeSpan.FromMinutes(parsed.GetValue(minutes)), parsed.GetValue(resume), cancellation);
        }));
        return command;
    }
}
