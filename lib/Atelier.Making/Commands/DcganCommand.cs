using System.CommandLine;

namespace Atelier.Making;

/// <summary><c>course make dcgan</c>: makes the checkpoint that the DCGAN lesson shows as "after a longer training".</summary>
internal static class DcganCommand
{
    public static Command Create()
    {
        var epochs =
            new Option<int>("--epochs") { Description = "Passes through MNIST.", DefaultValueFactory = _ => 60 }.AtLeast(1);
        var seed = new Option<int>("--seed") { Description = "Decides weights, noise and order.", DefaultValueFactory = _ => 1 };
        var bfloat16 = new Option<bool>("--bfloat16")
        {
            Description = "Forward passes in bfloat16: faster where a processor has it, and nothing else runs beside.",
        };
        var plain = new Option<bool>("--plain")
        {
            Description = "The plain DCGAN, for comparison: its D, a constant learning rate, its last weights as they are.",
        };
        var resume = new Option<bool>("--resume") { Description = "Go on with a training that was stopped." };
        var file = new Option<string>("--out")
        {
            Description = "The checkpoint to write; state and samples go to a folder beside it.",
            DefaultValueFactory = _ => Path.Combine(CoursePaths.Data, "checkpoints", "dcgan-mnist.safetensors"),
        };
        var command = new Command("dcgan", "Train the DCGAN that the lesson ships, on all of MNIST.")
        {
            epochs, seed, bfloat16, plain, resume, file,
        };
        command.SetAction((parsed, cancellation) => Task.Run(() =>
        {
            var settings = new GanSettings { Seed = parsed.GetValue(seed), BFloat16 = parsed.GetValue(bfloat16) };
            using var training = new DcganTraining(settings, parsed.GetValue(file)!, parsed.GetValue(plain));
            return training.Run(parsed.GetValue(epochs), parsed.GetValue(resume), cancellation);
        }));
        return command;
    }
}
