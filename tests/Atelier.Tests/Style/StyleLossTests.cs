using static TorchSharp.torch;

namespace Atelier.Tests.Painting;

public class StyleLossTests
{
    /// <summary>Two channels that see [1 2] and [3 4]: F Fᵀ = [1·1+2·2, 1·3+2·4; 3·1+4·2, 3·3+4·4], over two places.</summary>
    [Fact]
    public void Gram_matrix_of_two_by_two_by_hand()
    {
        using var scope = NewDisposeScope();
        var features = tensor(new float[,] { { 1, 2 }, { 3, 4 } }).reshape(1, 2, 1, 2);
        var gram = StyleLoss.GramMatrix(features);
        Assert.Equal([2.5f, 5.5f, 5.5f, 12.5f], gram.data<float>().ToArray());
    }

    [Fact]
    public void Gram_matrix_does_not_care_where_things_are()
    {
        using var scope = NewDisposeScope();
        var features = randn(2, 5, 6, 7);
        var shuffled = features.reshape(2, 5, 42).index_select(2, randperm(42)).reshape(2, 5, 6, 7);
        Assert.True(StyleLoss.GramMatrix(features).allclose(StyleLoss.GramMatrix(shuffled), rtol: 1e-4, atol: 1e-5));
    }

    [Fact]
    public void A_masked_gram_matrix_sees_the_masked_part_alone()
    {
        using var scope = NewDisposeScope();
        var features = randn(1, 4, 6, 8);
        var left = zeros(1, 1, 6, 8);
        left.narrow(3, 0, 3).fill_(1);
        var expected = StyleLoss.GramMatrix(features.narrow(3, 0, 3).contiguous());
        Assert.True(StyleLoss.GramMatrix(features, left).allclose(expected, rtol: 1e-4, atol: 1e-5));
    }

    [Fact]
    public void Content_and_style_are_relative_errors()
    {
        using var scope = NewDisposeScope();
        var p = tensor([3f, 4f]).reshape(1, 1, 1, 2);
        Assert.Equal(0, StyleLoss.Content(p, p).item<float>());
        Assert.Equal(1, StyleLoss.Content(zeros_like(p), p).item<float>(), 6);
        Assert.Equal(4f / 25, StyleLoss.Content(tensor([3f, 2f]).reshape(1, 1, 1, 2), p).item<float>(), 6);

        var a = tensor(new float[,] { { 2, 0 }, { 0, 1 } }).unsqueeze(0);
        var twice = cat([a, a + 1]); // two pictures: errors 0 and 4 / 5
        Assert.Equal(0.4f, StyleLoss.Style(twice, a).item<float>(), 6);
    }

    /// <summary>Rows [0 1 0] and [2 2 2]: downwards 4, 1, 4 (mean 3); to the right 1, 1, 0, 0 (mean ½).</summary>
    [Fact]
    public void Total_variation_by_hand()
    {
        using var scope = NewDisposeScope();
        var image = tensor(new float[,] { { 0, 1, 0 }, { 2, 2, 2 } }).reshape(1, 1, 2, 3);
        Assert.Equal(3.5f, StyleLoss.TotalVariation(image).item<float>(), 6);
    }

    public static TheoryData<string, Func<Tensor, Tensor>> Losses()
    {
        var target = TinyVgg.Picture(4, 5, seed: 3).to(float64).unsqueeze(0);
        var gram = StyleLoss.GramMatrix(target);
        var mask = (TinyVgg.Picture(4, 5, seed: 4).to(float64)[..1]).unsqueeze(0);
        return new()
        {
            { "content", x => StyleLoss.Content(x, target) },
            { "style", x => StyleLoss.Style(StyleLoss.GramMatrix(x), gram) },
            { "masked style", x => StyleLoss.Style(StyleLoss.GramMatrix(x, mask), gram) },
            { "total variation", StyleLoss.TotalVariation },
        };
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Gradients_are_those_of_finite_differences(string name, Func<Tensor, Tensor> loss)
    {
        using var scope = NewDisposeScope();
        var x = TinyVgg.Picture(4, 5).to(float64).unsqueeze(0).requires_grad_(true);
        loss(x).backward();
        using var noGradients = no_grad();
        for (var i = 0; i < x.numel(); i++)
        {
            const double h = 1e-5;
            var e = zeros_like(x);
            e.flatten()[i] = h;
            var slope = (loss(x + e).item<double>() - loss(x - e).item<double>()) / (2 * h);
            Assert.True(Math.Abs(slope - x.grad!.flatten()[i].item<double>()) < 1e-7, $"{name}, element {i}");
        }
    }
}
