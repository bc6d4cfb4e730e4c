using static TorchSharp.torch;

namespace Atelier.Making;

/// <summary>
/// How close a painter comes to the optimisation of lesson 06: both terms of the loss that both minimise, on photos that the
/// painter has not seen.
/// </summary>
/// <param name="vgg">the network that compares; the caller keeps it</param>
/// <param name="style">[3, H, W], RGB in 0 … 1, at the size at which the painter was trained after it</param>
/// <param name="settings">the loss</param>
/// <param name="side">pixels of a photo's longer side, at least 64</param>
internal sealed class PainterExam(Vgg19 vgg, Tensor style, PerceptualSettings settings, int side)
{
    private static readonly string[] s_photos = ["chelsea.jpg", "cincinnati-bridge.jpg", "coffee.jpg"];
    private static readonly int[] s_steps = [50, 100, 150];

    /// <summary>Each photo as it is, in one pass, and after so many steps on its pixels, one after the other.</summary>
    /// <param name="painter">in evaluation mode, on the device of the network</param>
    /// <param name="save">is given each painting in one pass, [3, H, W], and the name of its photo</param>
    /// <param name="cancellation">stops between two steps</param>
    public IEnumerable<Row> Rows(
        nn.Module<Tensor, Tensor> painter, Action<Tensor, string> save, CancellationToken cancellation)
    {
        foreach (var file in s_photos)
        {
            using var loaded = Images.Load(file);
            using var small = Images.Resize(loaded, side);
            using var photo = small.to(vgg.Device, copy: true);
            using var painted = Paint(painter, photo);
            var name = Path.GetFileNameWithoutExtension(file);
            save(painted, name);
            yield return Judge(name, "the photo", photo, photo);
            yield return Judge(name, "one pass", painted, photo);

            using var transfer = new StyleTransfer(vgg, photo, style, Slowly());
            foreach (var steps in s_steps)
            {
                transfer.Run(steps - transfer.Step, cancellation);
                using var picture = transfer.Picture();
                yield return Judge(name, $"{steps} steps", picture, photo);
            }
        }
    }

    private static Tensor Paint(nn.Module<Tensor, Tensor> painter, Tensor photo)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        return painter.call(photo.unsqueeze(0)).squeeze(0).MoveToOuterDisposeScope();
    }

    private StyleTransferSettings Slowly() => new()
    {
        Alpha = settings.Alpha,
        Beta = settings.Beta,
        Gamma = settings.Gamma,
        ContentLayer = settings.ContentLayer,
        StyleLayers = settings.StyleLayers,
        BFloat16 = settings.BFloat16,
    };

    private Row Judge(string photo, string what, Tensor picture, Tensor of)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        using var loss = new PerceptualLoss(vgg, [new Style(style)], settings);
        using var target = loss.ContentOf(of.unsqueeze(0));
        var terms = loss.Terms(picture.unsqueeze(0), target).cpu().data<float>();
        return new Row(photo, what, terms[1], terms[2], Likeness.EdgesKept(of, picture));
    }

    /// <summary>A picture's numbers.</summary>
    /// <param name="Photo">its photo</param>
    /// <param name="Picture">how it was made</param>
    /// <param name="Content">L_content</param>
    /// <param name="Style">L_style</param>
    /// <param name="EdgesKept"><see cref="Likeness.EdgesKept"/></param>
    public sealed record Row(string Photo, string Picture, float Content, float Style, double EdgesKept)
    {
        /// <summary>The first lines of a table of rows, in Markdown.</summary>
        public const string Head = "| photo | picture | content error | style error | edges kept |\n|---|---|---|---|---|";

        /// <summary>A line of that table.</summary>
        public override string ToString() => $"| {Photo} | {Picture} | {Content:f3} | {Style:f4} | {EdgesKept:f2} |";
    }
}
