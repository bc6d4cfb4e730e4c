using TorchSharp;
using static TorchSharp.torch;

namespace Atelier.Tests.Painting;

/// <summary>
/// The painters that come with the course, as lesson 07 uses them: judged by the compact network, on a photo they have not seen.
/// </summary>
public class ShippedPaintersTests
{
    private static readonly string[] s_styles = ["composition-viii", "great-wave", "starry-night", "village-street-auvers"];
    private static readonly string[] s_layers = ["relu1_1", "relu2_1", "relu3_1"];

    public static TheoryData<string> Styles => [.. s_styles];

    [Theory]
    [MemberData(nameof(Styles))]
    public void A_painting_is_closer_to_its_style_than_the_photo(string style)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        using var painter = FastStyle.Trained(style).to(CPU);
        var photo = Images.Resize(Images.Load("chelsea.jpg"), 192).unsqueeze(0);
        var wanted = Images.Resize(Images.Load($"{style}.jpg"), 256);
        var (before, after) = (Error(photo, wanted), Error(painter.call(photo), wanted));
        Assert.True(after < before / 2, $"the photo {before:f3}, the painting {after:f3}");
    }

    /// <summary>
    /// The upsampling leaves no grid: waves of 2 and 4 pixels stick out from those a little longer and shorter no further than in
    /// the photo, or not at all (1; a photo's power falls so fast that its shortest waves have less).
    /// </summary>
    [Theory]
    [MemberData(nameof(Styles))]
    public void A_painting_has_no_grid(string style)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        using var painter = FastStyle.Trained(style).to(CPU);
        HasNoGrid(photo => painter.call(photo));
    }

    [Fact]
    public void The_decoder_leaves_no_grid_either()
    {
        using var scope = NewDisposeScope();
        using var vgg = Compact();
        using var decoder = AdaInDecoder.Trained(vgg);
        var any = new AdaInPainter(vgg, decoder);
        var style = Images.Resize(Images.Load("great-wave.jpg"), 320).unsqueeze(0);
        HasNoGrid(photo => any.Paint(photo, style));
    }

    private static void HasNoGrid(Func<Tensor, Tensor> paint)
    {
        foreach (var name in new[] { "chelsea.jpg", "cincinnati-bridge.jpg" })
        {
            var photo = Images.Resize(Images.Load(name), 320);
            var painted = paint(photo.unsqueeze(0))[0];
            foreach (var period in new[] { 2, 4 })
            {
                var (before, after) = (Spectrum.Grid(photo, period), Spectrum.Grid(painted, period));
                Assert.True(after <= Math.Max(1, before), $"{name}, period {period}: the photo {before:f2}, the painting {after:f2}");
            }
        }
    }

    [Fact]
    public void The_decoder_for_every_style_comes_closer_as_well()
    {
        using var scope = NewDisposeScope();
        using var vgg = Compact();
        using var decoder = AdaInDecoder.Trained(vgg);
        var any = new AdaInPainter(vgg, decoder);
        var photo = Images.Resize(Images.Load("chelsea.jpg"), 192).unsqueeze(0);
        var style = Images.Resize(Images.Load("great-wave.jpg"), 256);
        var (before, after) = (Error(photo, style), Error(any.Paint(photo, style.unsqueeze(0)), style));
        Assert.True(after < before / 1.5, $"the photo {before:f3}, the painting {after:f3}");
    }

    [Fact]
    public void A_style_without_a_painter_is_refused_with_those_that_there_are()
    {
        var error = Assert.Throws<FileNotFoundException>(() => FastStyle.Trained("monet"));
        Assert.Equal($"No painter for 'monet' comes with the course; there is one each for {string.Join(", ", s_styles)}.",
            error.Message);
    }

    [Fact]
    public void None_is_larger_than_four_megabytes() => Assert.All(
        Directory.GetFiles(Path.Combine(CoursePaths.Data, "checkpoints")),
        file => Assert.InRange(new FileInfo(file).Length, 1, 4_000_000));

    private static Vgg19 Compact()
    {
        using var weights = VggFile.Compact(Path.Combine(CoursePaths.Data, "compact-vgg")).Load();
        return new Vgg19(weights, device: CPU);
    }

    private static float Error(Tensor image, Tensor style)
    {
        using var vgg = Compact();
        using var target = new StyleTarget(vgg, new Style(style), s_layers);
        return target.Loss(vgg.Features(image, s_layers)).item<float>();
    }
}
