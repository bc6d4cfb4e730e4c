using System.CommandLine;
using Spectre.Console;
using TorchSharp;

namespace Atelier.Making;

/// <summary>
/// <c>course make classifier</c>: makes the classifier through whose features the course make judges generators.
/// </summary>
internal static class ClassifierCommand
{
    public static Command Create()
    {
        var epochs =
            new Option<int>("--epochs") { Description = "Passes through MNIST.", DefaultValueFactory = _ => 4 }.AtLeast(0);
        var seed = new Option<int>("--seed") { Description = "Decides weights and order.", DefaultValueFactory = _ => 1 };
        var file = new Option<string>("--out")
        {
            Description = "The checkpoint to write.",
            DefaultValueFactory = _ => Path.Combine(CoursePaths.Data, "checkpoints", "digit-classifier.safetensors"),
        };
        var command = new Command("classifier", "Train the digit classifier that judges generators.") { epochs, seed, file };
        command.SetAction((parsed, cancellation) => Task.Run(
            () => Train(parsed.GetValue(epochs), parsed.GetValue(seed), parsed.GetValue(file)!, cancellation), cancellation));
        return command;
    }

    private static int Train(int epochs, int seed, string file, CancellationToken cancellation)
    {
        using var train = Mnist.Train(cancellation);
        using var test = Mnist.Test(cancellation);
        Seed.Everything(seed);
        using var classifier = new DigitClassifier().to(Compute.Device);
        AnsiConsole.Progress().Start(screen =>
        {
            var bar = screen.AddTask("digit classifier", maxValue: 1);
            ClassifierTraining.Run(classifier, train, epochs, seed, done => bar.Value = done, cancellation);
        });
        Checkpoint.Save(file, [("classifier", classifier)], torch.float16);
        Checkpoint.Load(file, "classifier", classifier); // judged as it will be used, in float16's precision
        AnsiConsole.WriteLine(
            $"{file}: {new FileInfo(file).Length / 1e3:f0} kB, {classifier.Accuracy(test):p2} right on {test.Describe()}");
        return 0;
    }
}
