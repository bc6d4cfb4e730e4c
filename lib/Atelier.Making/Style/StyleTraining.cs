using Spectre.Console;
using TorchSharp;
using static TorchSharp.torch;

namespace Atelier.Making;

/// <summary>
/// A training of a painter for one style, or of the decoder for any style, that can be stopped at any time and resumed.
/// </summary>
/// <param name="folder">where checkpoint and state go</param>
/// <param name="beta">β, the weight of style</param>
internal sealed class StyleTraining(string folder, double beta)
{
    private const int StepsBetweenSaves = 100;
    private const int LongSide = 256;

    // Small pieces, one at a time: many cheap steps do more for a painter than few thorough ones.
    private readonly FastStyleSettings _settings = new()
    {
        Beta = beta,
        Gamma = 10,
        BatchSize = 1,
        CropSize = 112,
        ContentLayer = "relu3_1",
        StyleLayers = ["relu1_1", "relu2_1", "relu3_1"],
        BFloat16 = Autocast.IsFastOnCpu,
    };

    /// <param name="style">a painting, or "any"</param>
    /// <param name="photos">a folder</param>
    /// <param name="steps">to have done in the end</param>
    /// <param name="resume">whether to go on with the state that is there</param>
    /// <param name="cancellation">stops between two steps</param>
    public int Run(string style, string photos, int steps, bool resume, CancellationToken cancellation)
    {
        Seed.Everything(1);
        using var scope = NewDisposeScope();
        using var vgg = Vgg19.Load();
        var pictures = Pictures.Load(photos, LongSide, _settings.CropSize);
        AnsiConsole.WriteLine($"{vgg.Name}, {pictures.Length} pictures from {photos}");
        if (style == "any")
        {
            using var decoder = new AdaInDecoder(AdaInDecoder.ChannelsOf(vgg)).to(Compute.Device);
            return Train(decoder, "decoder", AdaInDecoder.FileName(decoder.Channels), steps, resume, Decoding, cancellation);
        }

        using var painter = new FastStyle().to(Compute.Device);
        return Train(
            painter, "painter", $"fast-style-{Path.GetFileNameWithoutExtension(style)}", steps, resume, Painting, cancellation);

        // Every picture is a style as well, each painting as often as all of them together.
        StyleTrainer Decoding(nn.Module<Tensor, Tensor> network, int seed) => new AdaInTrainer(
            (AdaInDecoder)network, vgg, pictures, [.. pictures, .. Paintings(pictures.Length)],
            _settings with { CropSize = 96, Seed = seed });

        StyleTrainer Painting(nn.Module<Tensor, Tensor> network, int seed) => new FastStyleTrainer(
            network, vgg, Pictures.Load(style, LongSide), pictures, _settings with { Seed = seed });
    }

    private int Train(
        nn.Module<Tensor, Tensor> network, string name, string title, int steps, bool resume,
        Func<nn.Module<Tensor, Tensor>, int, StyleTrainer> prepare, CancellationToken cancellation)
    {
        var file = Path.Combine(folder, $"{title}.safetensors");
        var state = Path.ChangeExtension(file, ".training.safetensors");
        var done = 0;
        if (resume && File.Exists(state))
        {
            Checkpoint.Load(state, name, network);
            done = int.Parse(SafeTensors.LoadMetadata(state)["step"]);
        }

        // Another seed after a stop: pieces of photos that it has not seen yet.
        using var trainer = prepare(network, 1 + done);
        void Save(string path, ScalarType type) => Checkpoint.Save(
            path, [(name, network)], type, new Dictionary<string, string> { ["step"] = $"{done + trainer.Step}" });
        void SaveState() => Save(state, ScalarType.Float32);
        return new LongTraining(state, SaveState).Run(title, steps, Watched, finish: () =>
        {
            Save(file, ScalarType.Float16);
            File.Delete(state);
            AnsiConsole.WriteLine($"{file}: {new FileInfo(file).Length / 1e6:f1} MB after {done + trainer.Step} steps");
        });

        void Watched(ProgressTask bar)
        {
            trainer.Stepped += step =>
            {
                bar.Value = done + step.Step;
                bar.Description =
                    $"{title}, step {done + step.Step}: content {step.Content:f3}, style {step.Style:f3}, {step.Seconds:f0} s";
                if (step.Step % StepsBetweenSaves == 0) SaveState();
            };
            if (done < steps) trainer.Train(steps - done, cancellation);
        }
    }

    private static IEnumerable<Tensor> Paintings(int pictures)
    {
        string[] names = ["great-wave.jpg", "starry-night.jpg", "composition-viii.jpg", "village-street-auvers.jpg"];
        Tensor[] paintings = [.. names.Select(name => Pictures.Load(name, LongSide))];
        return Enumerable.Range(0, pictures).Select(i => paintings[i % paintings.Length]);
    }
}
