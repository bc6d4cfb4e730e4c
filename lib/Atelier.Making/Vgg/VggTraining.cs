using Spectre.Console;
using static TorchSharp.torch;

namespace Atelier.Making;

/// <summary>Compresses VGG-19 and distils the result; can be stopped at any time and resumed.</summary>
/// <param name="file">the weights to write</param>
internal sealed class VggTraining(string file)
{
    private const int StepsBetweenSaves = 50;
    private const int LongestSide = 512;
    private const int Piece = 128;
    private const int Pieces = 900;

    private string State => Path.ChangeExtension(file, ".training.safetensors");

    public int Run(string folder, double variance, int steps, bool resume, CancellationToken cancellation)
    {
        if (VggDownload.IsWanted)
        {
            Console.Error.WriteLine("course make vgg: no VGG-19 to learn from: run ./course data, or set ATELIER_WEIGHTS");
            return 1;
        }
        using var scope = NewDisposeScope();
        Seed.Everything(1);
        using var weights = VggWeights.Load();
        var pictures = Pictures.Load(folder, LongestSide, Piece);
        AnsiConsole.WriteLine($"{weights.Name}, {pictures.Length} pictures from {folder}");
        using var teacher = new Vgg19(weights);
        var (student, done) = resume && File.Exists(State) ? Resume() : (Compress(teacher, pictures, variance), 0);
        using var training = new VggDistillation(teacher, student, pictures, steps, done, cropSize: Piece);
        return new LongTraining(State, () => Save(training, State)).Run(
            "distilling", steps, bar => Distil(training, bar, cancellation), finish: () => Finish(training));
    }

    private void Distil(VggDistillation training, ProgressTask bar, CancellationToken cancellation)
    {
        training.Stepped += (step, errors) =>
        {
            bar.Value = step;
            bar.Description = $"step {step}, errors {string.Join(" ", errors.Select(error => $"{error:0.000}"))}";
            if (step % StepsBetweenSaves == 0) Save(training, State);
        };
        training.Run(cancellation);
    }

    private void Finish(VggDistillation training)
    {
        Save(training, file, float16);
        File.Delete(State);
        AnsiConsole.WriteLine($"{file}: {new FileInfo(file).Length / 1e6:f1} MB after {training.Step} steps");
    }

    private static VggWeights Compress(Vgg19 teacher, Tensor[] pictures, double variance)
    {
        using var pieces = new RandomCrops(pictures, Piece, seed: 2).Batch(0, Pieces);
        return VggCompression.Compress(
            teacher, pieces, variance: variance, fitted: (layer, d) => AnsiConsole.WriteLine($"{layer}: {d} dimensions"));
    }

    private (VggWeights Student, int Done) Resume()
    {
        var done = int.Parse(SafeTensors.LoadMetadata(State)["step"]);
        AnsiConsole.WriteLine($"going on after step {done}");
        return (new VggWeights("compact VGG", VggInput.Compact, SafeTensors.Load(State)), done);
    }

    private static void Save(VggDistillation training, string path, ScalarType type = ScalarType.Float32)
    {
        using var scope = NewDisposeScope();
        using var weights = training.Weights();
        SafeTensors.Save(
            path,
            weights.Tensors.ToDictionary(pair => pair.Key, pair => pair.Value.to(type)),
            new Dictionary<string, string> { ["step"] = training.Step.ToString() });
    }
}
