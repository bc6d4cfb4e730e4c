using System.CommandLine;

namespace Atelier.Making;

/// <summary><c>course make cyclegan</c>: makes the two translators that the lesson on translation ships.</summary>
internal static class CycleGanCommand
{
    private static readonly CycleGanSettings s_usual =
        new() { LearningRate = 1e-3, LambdaA = 1, LambdaB = 0.1, LambdaIdentity = 1, BufferSize = 1600, Seed = 1 };

    private static readonly Option<double> s_minutes = Number(
        "--minutes", "Minutes of training in all; the rate falls over the second half.", 10.0);
    private static readonly Option<double> s_lambdaA = Number("--lambda-a", "λ_A, the weight of A → B → A.", s_usual.LambdaA);
    private static readonly Option<double> s_lambdaB = Number("--lambda-b", "λ_B, the weight of B → A → B.", s_usual.LambdaB);
    private static readonly Option<double> s_identity = Number("--identity", "The weight of the identity loss.",
        s_usual.LambdaIdentity);
    private static readonly Option<double> s_rate = Number("--rate", "The learning rate of the first half.",
        s_usual.LearningRate);
    private static readonly Option<int> s_batch = Number("--batch", "Pictures of each kind in a batch.", s_usual.BatchSize);
    private static readonly Option<int> s_buffer = Number("--buffer", "Made pictures that the discriminators are shown again.",
        s_usual.BufferSize);
    private static readonly Option<int> s_width = Number("--width", "Channels of the translators at half the side.",
        CycleGan.TrainedWidth);
    private static readonly Option<int> s_blocks = Number("--blocks", "Residual blocks of the translators.",
        CycleGan.TrainedBlocks);
    private static readonly Option<int> s_seed = Number("--seed", "Decides weights, pictures and their order.", s_usual.Seed);
    private static readonly Option<bool> s_resume = new("--resume") { Description = "Go on with a training that was stopped." };
    private static readonly Option<string> s_file = new("--out")
    {
        Description = "The checkpoint to write; the training's state goes beside it.",
        DefaultValueFactory = _ => Path.Combine(CoursePaths.Data, "checkpoints", "cyclegan-digits.safetensors"),
    };

    public static Command Create()
    {
        var command = new Command("cyclegan", "Train the translators between digits and digits over photographs.")
        {
            s_minutes, s_lambdaA, s_lambdaB, s_identity, s_rate, s_batch, s_buffer, s_width, s_blocks, s_seed, s_resume, s_file,
        };
        command.SetAction((parsed, cancellation) => Task.Run(() =>
        {
            using var training = new CycleGanTraining(
                Settings(parsed), parsed.GetValue(s_width), parsed.GetValue(s_blocks), parsed.GetValue(s_file)!,
                parsed.GetValue(s_resume));
            return training.Run(parsed.GetValue(s_minutes), cancellation);
        }));
        return command;
    }

    private static CycleGanSettings Settings(ParseResult parsed) => s_usual with
    {
        LambdaA = parsed.GetValue(s_lambdaA),
        LambdaB = parsed.GetValue(s_lambdaB),
        LambdaIdentity = parsed.GetValue(s_identity),
        LearningRate = parsed.GetValue(s_rate),
        BatchSize = parsed.GetValue(s_batch),
        BufferSize = parsed.GetValue(s_buffer),
        Seed = parsed.GetValue(s_seed),
    };

    private static Option<T> Number<T>(string name, string description, T usually) =>
        new(name) { Description = description, DefaultValueFactory = _ => usually };
}
