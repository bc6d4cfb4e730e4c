using static TorchSharp.torch;

namespace Atelier.Tests.Painting;

/// <summary>A short run on real pictures: the cat in the manner of the wave, 128 pixels wide.</summary>
internal static class StyleLossFalls
{
    public static float Factor(Vgg19 vgg, int steps)
    {
        using var scope = NewDisposeScope();
        var photo = Images.Resize(Images.Load("chelsea.jpg"), 128);
        var style = Images.Resize(Images.Load("great-wave.jpg"), 128);
        using var painting = new StyleTransfer(vgg, photo, style);
        var losses = new List<float>();
        painting.Stepped += step => losses.Add(step.Style);
        painting.Run(steps);
        return losses[0] / losses[^1];
    }
}
