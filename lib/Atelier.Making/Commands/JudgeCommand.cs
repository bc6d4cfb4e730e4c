using System.CommandLine;
using Spectre.Console;
using TorchSharp;
using static TorchSharp.torch;

namespace Atelier.Making;

/// <summary><c>course make judge</c>: the metrics of a generator's checkpoint, beside those of real digits.</summary>
internal static class JudgeCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("checkpoint")
        {
            Description =
            "A .safetensors file with a DcganGenerator or a StyleGanGenerator in it."
        };
        var style = new Option<bool>("--stylegan") { Description = "It is a StyleGanGenerator." };
        var name = new Option<string>("--name")
        {
            Description = "The generator's name in the file.",
            DefaultValueFactory =
            _ => "generator"
        };
        var count =
            new Option<int>("--pictures")
            {
                Description = "How many pictures to judge.",
                DefaultValueFactory =
                _ => 10_000
            }.AtLeast(4);
        var seed = new Option<int>("--seed") { Description = "Draws the latent vectors.", DefaultValueFactory = _ => 1 };
        var command =
            new Command("judge", "Judge a generator of MNIST digits, beside real digits.") { file, style, name, count, seed };
        command.SetAction(parsed => Judge(
            parsed.GetValue(file)!, parsed.GetValue(style), parsed.GetValue(name)!, parsed.GetValue(count),
            parsed.GetValue(seed)));
        return command;
    }

    private static int Judge(string file, bool style, string name, int count, int seed)
    {
        using var scope = NewDisposeScope();
        using nn.Module<Tensor, Tensor> generator = style ? new StyleGanGenerator() : new DcganGenerator();
        Checkpoint.Load(file, name, generator.to(Compute.Device));
        using var train = Mnist.Train();
        using var test = Mnist.Test();
        using var judge = new GeneratorJudge(DigitClassifier.Trained(), test.Sample((int)Math.Min(count, test.Count), seed));
        var table = new Table().AddColumns("", "FCD", "KID", "precision", "recall", "modes", "KL");
        AddRow(table, "real (training set)", judge.Judge(train.Sample((int)Math.Min(count, train.Count), seed)));
        AddRow(table, Path.GetFileName(file), judge.Judge(Draw(generator, count, seed)));
        AnsiConsole.Write(table);
        AnsiConsole.WriteLine(
            $"{count:n0} pictures each, against {Math.Min(count, test.Count):n0} test pictures. {test.Describe()}");
        return 0;
    }

    private static void AddRow(Table table, string what, Judgement judgement) => table.AddRow(
        Spectre.Console.Markup.Escape(what), $"{judgement.Fcd:f3}", $"{judgement.Kid.Mean:f4} ± {judgement.Kid.Error:f4}",
        $"{judgement.Precision:f3}",
        $"{judgement.Recall:f3}", $"{judgement.Modes}", $"{judgement.Kl:f4}");

    private static Tensor Draw(nn.Module<Tensor, Tensor> generator, int count, int seed) =>
        cat([.. Latent.Sample(count, seed).split(500).Select(generator.Sample)]);
}
