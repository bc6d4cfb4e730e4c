using Atelier.Tests.Torch;
using static TorchSharp.torch;

namespace Atelier.Tests.Painting;

/// <summary>Coarse to fine: what the smaller sizes do, beside the same done by hand.</summary>
public class StyleStagesTests
{
    private static readonly StyleTransferSettings s_small =
        new() { ContentLayer = "relu2_1", StyleLayers = ["relu1_1", "relu2_1"] };

    private readonly Vgg19 _vgg = TinyVgg.Network("conv2_1");
    private readonly Tensor _photo = TinyVgg.Picture(32, 48);
    private readonly Tensor _style = TinyVgg.Picture(24, 28, seed: 2) * tensor([1f, 0.5f, 0.2f]).reshape(3, 1, 1);

    [Theory]
    [InlineData(StyleOptimizer.Adam)]
    [InlineData(StyleOptimizer.Lbfgs)]
    public void A_smaller_size_first_is_a_smaller_painting_enlarged_to_start_from(StyleOptimizer optimizer)
    {
        using var scope = NewDisposeScope();
        var how = s_small with { Optimizer = optimizer };
        using var small = new StyleTransfer(_vgg, Images.Resize(_photo, 16, 24), Images.Resize(_style, 12, 14), how);
        small.Run(5);
        using var large = new StyleTransfer(_vgg, _photo, _style, how, start: Images.Resize(small.Picture(), 32, 48));
        large.Run(3);

        using var staged = new StyleTransfer(_vgg, _photo, _style, how with { Stages = [new(0.5, 5)] });
        staged.Run(8);
        Assert.True(staged.Picture().Same(large.Picture()));
    }

    [Fact]
    public void One_size_is_Adam_on_the_pixels_alone()
    {
        using var scope = NewDisposeScope();
        using var painting = new StyleTransfer(_vgg, _photo, _style, s_small);
        painting.Run(6);

        using var loss = new PerceptualLoss(_vgg, [new Style(_style)], s_small);
        var target = loss.ContentOf(_photo.unsqueeze(0));
        var x = new TorchSharp.Modules.Parameter(_photo.unsqueeze(0).clone());
        var adam = optim.Adam([x], s_small.LearningRate);
        for (var step = 0; step < 6; step++)
        {
            adam.zero_grad();
            loss.Terms(x, target)[0].backward();
            adam.step();
            using var noGradients = no_grad();
            x.clamp_(0, 1);
        }
        Assert.True(painting.Picture().Same(x.detach()[0]));
    }

    [Fact]
    public void Steps_are_counted_over_all_sizes_and_may_come_in_parts()
    {
        using var scope = NewDisposeScope();
        var how = s_small with { Stages = [new(0.25, 2), new(0.5, 3)] };
        using var whole = new StyleTransfer(_vgg, _photo, _style, how);
        using var parts = new StyleTransfer(_vgg, _photo, _style, how);
        var steps = new List<StyleStep>();
        parts.Stepped += steps.Add;
        whole.Run(9);
        foreach (var some in new[] { 1, 3, 5 })
        {
            parts.Run(some);
            Assert.Equal(_photo.shape, parts.Picture().shape);
        }
        Assert.Equal(Enumerable.Range(1, 9), steps.Select(step => step.Step));
        Assert.Equal(Enumerable.Range(1, 9), steps.Select(step => step.Evaluations));
        Assert.True(whole.Picture().Same(parts.Picture()));
    }

    [Fact]
    public void Masks_and_colours_hold_at_every_size()
    {
        using var scope = NewDisposeScope();
        var left = zeros(32, 48);
        left.narrow(1, 0, 24).fill_(1);
        var dim = 0.4 + 0.1 * _photo; // far from black and white, so that nothing is clamped
        var how = s_small with { Gamma = 0, Stages = [new(0.5, 10)] };
        using var masked = new StyleTransfer(_vgg, dim, [new Style(_style, Mask: left)], how);
        masked.Run(20);
        var change = (masked.Picture() - dim).abs();
        Assert.Equal(0, change.narrow(2, 24, 24).max().item<float>());
        Assert.True(change.narrow(2, 0, 24).mean().item<float>() > 0.02);

        using var kept = new StyleTransfer(_vgg, dim, _style, how with { Colours = StyleColours.OfContent });
        kept.Run(5); // still at half size
        Assert.True((kept.Picture()[0] - kept.Picture()[1]).allclose(dim[0] - dim[1], rtol: 0, atol: 1e-5));
    }

    [Fact]
    public void Leaves_no_tensors_behind()
    {
        var before = LiveTensors.Count();
        using (var painting = new StyleTransfer(
            _vgg, _photo, _style, s_small with { Stages = [new(0.25, 2), new(0.5, 2)] }))
            painting.Run(6);
        Assert.InRange(LiveTensors.Count() - before, 0, 3); // TorchSharp counts a Parameter once more than it frees it.
    }

    [Theory]
    [InlineData(0, 3, "StyleStage.Scale is 0, but a part of the photo's side is wanted, above 0 and at most 1")]
    [InlineData(1.5, 3, "StyleStage.Scale is 1.5, but a part of")]
    [InlineData(double.NaN, 3, "StyleStage.Scale is NaN, but a part of")]
    [InlineData(0.5, 0, "StyleStage.Steps is 0, but at least 1 is wanted.")]
    public void A_stage_that_is_none_is_refused(double scale, int steps, string message)
    {
        var error = Assert.Throws<ArgumentException>(
            () => new StyleTransfer(_vgg, _photo, _style, s_small with { Stages = [new(scale, steps)] }));
        Assert.StartsWith(message, error.Message);
    }
}
