using Atelier.Tests.Torch;
using static TorchSharp.torch;

namespace Atelier.Tests.Painting;

public class StyleTransferTests
{
    private static readonly StyleTransferSettings s_small =
        new() { ContentLayer = "relu2_1", StyleLayers = ["relu1_1", "relu2_1"] };

    private readonly Vgg19 _vgg = TinyVgg.Network("conv2_1");
    private readonly Tensor _photo = TinyVgg.Picture(16, 20);
    private readonly Tensor _style = TinyVgg.Picture(12, 12, seed: 2) * tensor([1f, 0.5f, 0.2f]).reshape(3, 1, 1);

    [Theory]
    [InlineData(StyleOptimizer.Adam)]
    [InlineData(StyleOptimizer.Lbfgs)]
    public void Comes_closer_to_the_style_and_reports_the_terms_of_its_loss(StyleOptimizer optimizer)
    {
        var settings = s_small with { Optimizer = optimizer, Alpha = 2, Beta = 30, Gamma = 0.5 };
        using var painting = new StyleTransfer(_vgg, _photo, _style, settings);
        var steps = new List<StyleStep>();
        painting.Stepped += steps.Add;
        painting.Run(40);

        Assert.Equal(Enumerable.Range(1, 40), steps.Select(step => step.Step));
        Assert.True(steps[^1].Total < steps[0].Total / 2, $"from {steps[0].Total} to {steps[^1].Total}");
        foreach (var step in steps)
            Assert.Equal(2 * step.Content + 30 * step.Style + 0.5 * step.TotalVariation, step.Total, 1e-3);
        using var picture = painting.Picture();
        Assert.Equal([3, 16, 20], picture.shape);
        Assert.True(picture.min().item<float>() >= 0 && picture.max().item<float>() <= 1);
    }

    [Theory]
    [InlineData(StyleOptimizer.Adam)]
    [InlineData(StyleOptimizer.Lbfgs)]
    public void Goes_on_where_it_stopped(StyleOptimizer optimizer)
    {
        using var scope = NewDisposeScope();
        using var whole = new StyleTransfer(_vgg, _photo, _style, s_small with { Optimizer = optimizer });
        using var parts = new StyleTransfer(_vgg, _photo, _style, s_small with { Optimizer = optimizer });
        whole.Run(6);
        parts.Run(2);
        parts.Run(4);
        Assert.Equal(6, parts.Step);
        Assert.True(whole.Picture().Same(parts.Picture()));
    }

    [Fact]
    public void Can_be_stopped_and_keeps_what_it_has()
    {
        using var stop = new CancellationTokenSource();
        using var painting = new StyleTransfer(_vgg, _photo, _style, s_small);
        painting.Stepped += step => { if (step.Step == 3) stop.Cancel(); };
        Assert.Throws<OperationCanceledException>(() => painting.Run(10, stop.Token));
        Assert.Equal(3, painting.Step);
        painting.Run(1);
        Assert.Equal(4, painting.Step);
    }

    [Theory]
    [InlineData(StyleOptimizer.Adam)]
    [InlineData(StyleOptimizer.Lbfgs)]
    public void Leaves_no_tensors_behind(StyleOptimizer optimizer)
    {
        var before = LiveTensors.Count();
        Style[] styles = [new(_style), new(_photo)];
        using (var painting = new StyleTransfer(_vgg, _photo, styles, s_small with { Optimizer = optimizer }))
        {
            painting.Run(12); // L-BFGS remembers ten steps
            var steady = LiveTensors.Count();
            painting.Run(5);
            Assert.Equal(steady, LiveTensors.Count());
        }
        Assert.InRange(LiveTensors.Count() - before, 0, 1); // TorchSharp counts a Parameter once more than it frees it.
    }

    [Fact]
    public void The_photo_with_itself_as_style_has_nothing_to_do()
    {
        using var painting = new StyleTransfer(_vgg, _photo, _photo, s_small with { Gamma = 0 });
        StyleStep? first = null;
        painting.Stepped += step => first ??= step;
        painting.Run(1);
        Assert.Equal(0, first!.Total, 1e-6);
    }

    [Fact]
    public void Starts_from_what_it_is_told()
    {
        using var scope = NewDisposeScope();
        Tensor picture(StyleTransferSettings settings, Tensor? start = null)
        {
            using var painting = new StyleTransfer(_vgg, _photo, _style, settings, start);
            return painting.Picture();
        }
        var mine = TinyVgg.Picture(16, 20, seed: 9);
        Assert.True(picture(s_small).Same(_photo));
        Assert.True(picture(s_small with { Start = StyleStart.Style }).allclose(Images.Resize(_style, 16, 20)));
        Assert.True(picture(s_small, mine).Same(mine));
        var noise = s_small with { Start = StyleStart.Noise, Seed = 5 };
        Assert.True(picture(noise).Same(picture(noise)));
        Assert.False(picture(noise).Same(picture(noise with { Seed = 6 })));
    }

    [Fact]
    public void Several_styles_share_by_weight()
    {
        float styleLoss(params Style[] styles)
        {
            var loss = 0f;
            using var painting = new StyleTransfer(_vgg, _photo, styles, s_small);
            painting.Stepped += step => loss = step.Style;
            painting.Run(1);
            return loss;
        }
        var other = TinyVgg.Picture(10, 10, seed: 4).square();
        var (a, b) = (styleLoss(new Style(_style)), styleLoss(new Style(other)));
        Assert.Equal((3 * a + b) / 4, styleLoss(new Style(_style, Weight: 3), new Style(other, Weight: 1)), 1e-5f);
    }

    [Fact]
    public void Outside_the_mask_the_photo_stays()
    {
        using var scope = NewDisposeScope();
        var left = zeros(16, 20);
        left.narrow(1, 0, 8).fill_(1);
        using var painting = new StyleTransfer(_vgg, _photo, [new Style(_style, Mask: left)], s_small with { Gamma = 0 });
        painting.Run(20);
        var change = (painting.Picture() - _photo).abs();
        Assert.True(change.narrow(2, 0, 8).mean().item<float>() > 0.05);
        Assert.Equal(0, change.narrow(2, 8, 12).max().item<float>());
    }

    [Fact]
    public void Colours_of_the_photo_are_kept()
    {
        using var scope = NewDisposeScope();
        var dim = 0.4 + 0.1 * _photo; // far from black and white, so that nothing is clamped
        using var painting = new StyleTransfer(_vgg, dim, _style, s_small with { Colours = StyleColours.OfContent });
        painting.Run(10);
        var picture = painting.Picture();
        Assert.True((picture[0] - picture[1]).allclose(dim[0] - dim[1], rtol: 0, atol: 1e-5));
        Assert.True((picture - dim).abs().mean().item<float>() > 0.01);
    }
}
