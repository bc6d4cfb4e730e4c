using System.CommandLine;

namespace Atelier.Making;

/// <summary><c>course make cyclegan</c>: makes the two translators that the lesson on translation ships.</summary>
internal static class CycleGanCommand
{
    private static readonly CycleGanSettings usual = new() { LearningRate = 1e-3, LambdaA = 1, LambdaB = 0.1, LambdaIdentity = 1, BufferSize = 1600, Seed = 1 };

    private static readonly Option<double> minutes = Number("--minutes", "Minutes of training in all; the rate falls over the second half.", 10.0);
    private static readonly Option<double> lambdaA = Number("--lambda-a", "λ_A, the weight of A → B → A.", usual.LambdaA);
    private static readonly Option<double> lambdaB = Number("--lambda-b", "λ_B, the weight of B → A → B.", usual.LambdaB);
    private static readonly Option<double> identity = Number("--identity", "The weight of the identity loss.", usual.LambdaIdentity);
    private static readonly Option<double> rate = Number("--rate", "The learning rate of the first half.", usual.LearningRate);
    private static readonly Option<int> batch = Number("--batch", "Pictures of each kind in a batch.", usual.BatchSize);
    private static readonly Option<int> buffer = Number("--buffer", "Made pictures that the discriminators are shown again.", usual.BufferSize);
    private static readonly Option<int> width = Number("--width", "Channels of the translators at half the side.", CycleGan.TrainedWidth);
    private static readonly Option<int> blocks = Number("--blocks", "Residual blocks of the translators.", CycleGan.TrainedBlocks);
    private static readonly Option<int> seed = Number("--seed", "Decides weights, pictures and their order.", usual.Seed);
    private static readonly Option<bool> resume = new("--resume") { Description = "Go on with a training that was stopped." };
    private static readonly Option<string> file = new("--out")
    {
        Description = "The checkpoint to write; the training's state goes beside it.",
        DefaultValueFactory = _ => Path.Combine(CoursePaths.Data, "checkpoints", "cyclegan-digits.safetensors"),
    };

    public static Command Create()
    {
        var command = new Command("cyclegan", "Train the translators between digits and digits over photographs.")
        {
            minutes, lambdaA, lambdaB, identity, rate, batch, buffer, width, blocks, seed, resume, file,
        };
        command.SetAction((parsed, cancellation) => Task.Run(() =>
        {
            using var training = new CycleGanTraining(
                Settings(parsed), parsed.GetValue(width), parsed.GetValue(blocks), parsed.GetValue(file)!, parsed.GetValue(resume));
            return training.Run(parsed.GetValue(minutes), cancellation);
        }));
        return command;
    }

    private static CycleGanSettings Settings(ParseResult parsed) => usual with
    {
        LambdaA = parsed.GetValue(lambdaA),
        LambdaB = parsed.GetValue(lambdaB),
        LambdaIdentity = parsed.GetValue(identity),
        LearningRate = parsed.GetValue(rate),
        BatchSize = parsed.GetValue(batch),
        BufferSize = parsed.GetValue(buffer),
        Seed = parsed.GetValue(seed),
    };

    private static Option<T> Number<T>(string name, string description, T usually) =>
        new(name) { Description = description, DefaultValueFactory = _ => usually };
}
