using System.Diagnostics;
using Spectre.Console;
using static TorchSharp.torch;

namespace Atelier.Making;

/// <summary>Paintings of photos in several manners, at several weights, each with its numbers: to choose by.</summary>
/// <param name="side">pixels of a photo's longer side</param>
/// <param name="styleSide">pixels of a style's longer side</param>
/// <param name="steps">at the last size; the stages of <paramref name="settings"/> come on top</param>
/// <param name="pooling">of the network that paints; the one that judges takes the maximum</param>
/// <param name="settings">how to paint</param>
internal sealed class PaintingSheet(int side, int styleSide, int steps, VggPooling pooling, StyleTransferSettings settings)
{
    /// <param name="photos">files</param>
    /// <param name="styles">files</param>
    /// <param name="betas">β of each painting</param>
    /// <param name="folder">where they are written, as JPEG</param>
    /// <param name="cancellation">stops between two steps</param>
    public void Paint(string[] photos, string[] styles, double[] betas, string folder, CancellationToken cancellation)
    {
        using var vgg = Vgg19.Load(pooling);
        using var judge = Vgg19.Load();
        AnsiConsole.WriteLine($"{vgg.Name}, {Compute.Description}, {side} pixels");
        Console.WriteLine("| painting | β | edges kept | style error | speckle | copied | s |\n|---|---|---|---|---|---|---|");
        foreach (var photo in photos)
            foreach (var style in styles)
                foreach (var beta in betas)
                    Paint(vgg, judge, photo, style, beta, folder, cancellation);
    }

    private void Paint(
        Vgg19 vgg, Vgg19 judge, string photo, string style, double beta, string folder, CancellationToken cancellation)
    {
        using var scope = NewDisposeScope();
        var (content, manner) = (Open(photo, side), Open(style, styleSide));
        using var painter = new StyleTransfer(vgg, content, manner, settings with { Beta = beta });
        var clock = Stopwatch.StartNew();
        painter.Run(settings.Stages.Sum(stage => stage.Steps) + steps, cancellation);
        var seconds = clock.Elapsed.TotalSeconds;
        var painted = painter.Picture();
        var name = $"{Path.GetFileNameWithoutExtension(photo)}-as-{Path.GetFileNameWithoutExtension(style)}";
        Images.Save(painted.cpu(), Path.Combine(folder, $"{name}-{side}px-beta{beta}.jpg"));
        var copied = Copying.Share(painted, manner, Math.Max(16, side / 16));
        Console.WriteLine(
            $"| {name} | {beta} | {Likeness.EdgesKept(content, painted):f2} | {StyleError(judge, painted, manner):f4} | " +
            $"{Spectrum.Speckle(painted, manner):f2} | {copied:p1} | {seconds:f0} |");
    }

    private static float StyleError(Vgg19 judge, Tensor painted, Tensor manner)
    {
        string[] layers = ["relu1_1", "relu2_1", "relu3_1", "relu4_1"];
        using var noGradients = no_grad();
        using var target = new StyleTarget(judge, new Style(manner), layers);
        return target.Loss(judge.Features(painted, layers)).item<float>();
    }

    private static Tensor Open(string path, int side) => Images.Resize(Images.Load(path), side).to(Compute.Device);
}
