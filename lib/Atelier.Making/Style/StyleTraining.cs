using Spectre.Console;
using TorchSharp;
using static TorchSharp.torch;

namespace Atelier.Making;

/// <summary>
/// A training of a painter for one style, or of the decoder for any style, for so many minutes, that can be stopped at any time
/// and resumed. The learning rate is constant over the first half and then falls to zero.
/// </summary>
/// <param name="folder">where checkpoint and state go</param>
/// <param name="settings">the loss, the pieces and Adam; a decoder begins at its content layer</param>
internal sealed class StyleTraining(string folder, FastStyleSettings settings)
{
    private const int LongSide = 384;
    private const double SecondsBetweenSaves = 20;

    /// <param name="style">a painting, or "any"</param>
    /// <param name="photos">a folder</param>
    /// <param name="minutes">to have trained in the end</param>
    /// <param name="resume">whether to go on with the state that is there</param>
    /// <param name="start">a painter's or decoder's file to begin with, in place of fresh weights; or null</param>
    /// <param name="sharpen">whether to train a painter's last two convolutions alone</param>
    /// <param name="cancellation">stops between two steps</param>
    public int Run(
        string style, string photos, double minutes, bool resume, string? start, bool sharpen, CancellationToken cancellation)
    {
        Seed.Everything(1);
        using var scope = NewDisposeScope();
        using var vgg = Vgg19.Load();
        var pictures = Pictures.Load(photos, LongSide, settings.CropSize);
        AnsiConsole.WriteLine($"{vgg.Name}, {pictures.Length} pictures from {photos}");
        if (style == "any")
        {
            var layer = settings.ContentLayer;
            using var decoder = new AdaInDecoder(AdaInDecoder.ChannelsOf(vgg, layer), layer).to(Compute.Device);
            var file = AdaInDecoder.FileName(decoder.Channels);
            return Train(decoder, "decoder", file, minutes, resume, start, Decoding, cancellation);
        }

        using var painter = new FastStyle().to(Compute.Device);
        if (sharpen)
            painter.FreezeBody();
        var title = $"fast-style-{Path.GetFileNameWithoutExtension(style)}";
        var code = Train(painter, "painter", title, minutes, resume, start, Painting, cancellation);
        if (code == 0)
            Examine(painter, vgg, style, title, cancellation);
        return code;

        // Every picture is a style as well, each painting as often as all of them together.
        StyleTrainer Decoding(nn.Module<Tensor, Tensor> network, int seed) => new AdaInTrainer(
            (AdaInDecoder)network, vgg, pictures, [.. pictures, .. Paintings(pictures.Length)], settings with { Seed = seed });

        StyleTrainer Painting(nn.Module<Tensor, Tensor> network, int seed) => new FastStyleTrainer(
            network, vgg, Pictures.Load(style, LongSide), pictures, settings with { Seed = seed });
    }

    private void Examine(FastStyle painter, Vgg19 vgg, string style, string title, CancellationToken cancellation)
    {
        painter.eval();
        var exam = new PainterExam(vgg, Pictures.Load(style, LongSide), settings, LongSide);
        Console.WriteLine(PainterExam.Row.Head);
        foreach (var row in exam.Rows(painter, Save, cancellation))
            Console.WriteLine(row);

        void Save(Tensor painted, string photo) => Images.Save(painted.cpu(), Path.Combine(folder, $"{title}-{photo}.jpg"));
    }

    private int Train(
        nn.Module<Tensor, Tensor> network, string name, string title, double minutes, bool resume, string? start,
        Func<nn.Module<Tensor, Tensor>, int, StyleTrainer> prepare, CancellationToken cancellation)
    {
        var file = Path.Combine(folder, $"{title}.safetensors");
        var state = Path.ChangeExtension(file, ".training.safetensors");
        var loop = new TimedTraining(falling: 0.5, SecondsBetweenSaves);
        if (resume && File.Exists(state))
        {
            Checkpoint.Load(state, name, network);
            loop.Resume(state);
        }
        else if (start is not null)
        {
            Checkpoint.Load(start, name, network);
        }

        // Another seed after a stop: pieces of photos that it has not seen yet.
        using var trainer = prepare(network, 1 + loop.Steps);
        void Save(string path, ScalarType type) => Checkpoint.Save(path, [(name, network)], type, loop.State);
        void SaveState() => Save(state, ScalarType.Float32);
        return new LongTraining(state, SaveState).Run(
            title, (int)Math.Ceiling(60 * minutes), bar => Train(trainer, loop, 60 * minutes, bar, SaveState, cancellation), () =>
            {
                Save(file, ScalarType.Float16);
                File.Delete(state);
                AnsiConsole.WriteLine($"{file}: {new FileInfo(file).Length / 1e6:f1} MB after {loop.Steps} steps");
            });
    }

    private void Train(
        StyleTrainer trainer, TimedTraining loop, double seconds, ProgressTask bar, Action save,
        CancellationToken cancellation)
    {
        StyleStep? last = null;
        trainer.Stepped += step => last = step;
        loop.Run(
            seconds,
            bar,
            share =>
            {
                trainer.LearningRate = settings.LearningRate * share;
                trainer.Train(1, cancellation);
            },
            () =>
            {
                save();
                AnsiConsole.WriteLine(
                    $"{loop.Seconds,6:f0} s, step {loop.Steps}: content {last!.Content:f3}, style {last.Style:f4}");
            });
    }

    private static IEnumerable<Tensor> Paintings(int pictures)
    {
        string[] names = ["great-wave.jpg", "starry-night.jpg", "composition-viii.jpg", "village-street-auvers.jpg"];
        Tensor[] paintings = [.. names.Select(name => Pictures.Load(name, LongSide))];
        return Enumerable.Range(0, pictures).Select(i => paintings[i % paintings.Length]);
    }
}
