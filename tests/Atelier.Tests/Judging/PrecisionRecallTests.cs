using static TorchSharp.torch;

namespace Atelier.Tests.Judging;

public class PrecisionRecallTests
{
    private static readonly Tensor s_line = arange(0, 10, dtype: float64).view(10, 1); // 0, 1, ... 9

    [Fact]
    public void By_hand_on_a_line()
    {
        // k = 1: every ball of the line has radius 1, so the line's manifold is [-1, 10]. The fakes -3, -0.5, 9.9, 12 have
        // nearest neighbours at 2.5, 2.5, 2.1, 2.1, so their balls are [-5.5, -0.5], [-3, 2], [7.8, 12], [9.9, 14.1]: they hold
        // 0, 1, 2, 8 and 9.
        var fake = tensor(new[,] { { -3.0 }, { -0.5 }, { 9.9 }, { 12.0 } });
        Assert.Equal(new PrecisionRecall(0.5, 0.5), PrecisionRecall.Between(s_line, fake, k: 1));
    }

    [Fact]
    public void Equal_sets_have_both_at_one() =>
        Assert.Equal(new PrecisionRecall(1, 1), PrecisionRecall.Between(s_line, s_line));

    [Fact]
    public void Sets_far_apart_have_both_at_zero() =>
        Assert.Equal(new PrecisionRecall(0, 0), PrecisionRecall.Between(s_line, s_line + 1000));

    [Fact]
    public void A_collapsed_generator_keeps_its_precision_and_loses_its_recall()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1);
        var real = randn(300, 2, generator: generator);
        var onePlace = real[0] + 1e-3 * randn(300, 2, generator: generator);
        var (precision, recall) = PrecisionRecall.Between(real, onePlace);
        Assert.Equal(1, precision);
        Assert.InRange(recall, 0, 0.02);
    }

    [Fact]
    public void A_generator_of_all_and_more_keeps_its_recall_and_loses_its_precision()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(2);
        var real = randn(300, 2, generator: generator);
        var (precision, recall) = PrecisionRecall.Between(real, 12 * randn(300, 2, generator: generator));
        Assert.InRange(precision, 0, 0.2);
        Assert.InRange(recall, 0.9, 1);
    }

    [Fact]
    public void A_set_that_covers_half_of_the_clusters_has_half_the_recall()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3);
        var real = cat([randn(100, 2, generator: generator), randn(100, 2, generator: generator) + 50]);
        var fake = randn(200, 2, generator: generator);
        var (precision, recall) = PrecisionRecall.Between(real, fake);
        Assert.InRange(precision, 0.85, 1);
        Assert.InRange(recall, 0.4, 0.5);
    }

    [Fact]
    public void Chunks_do_not_change_the_result()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(4);
        var (real, fake) = (randn(2300, 3, generator: generator), randn(1100, 3, generator: generator) * 1.2);
        var (x, y) = (real.to(float64), fake.to(float64));
        Assert.Equal(new PrecisionRecall(AtOnce(y, x), AtOnce(x, y)), PrecisionRecall.Between(real, fake));

        static double AtOnce(Tensor points, Tensor set)
        {
            var radius = cdist(set, set).kthvalue(4, 0).values;
            return (cdist(points, set) <= radius).any(1).to(float64).mean().item<double>();
        }
    }

    [Fact]
    public void Too_few_samples_for_k_are_refused() =>
        Assert.Throws<ArgumentException>(() => PrecisionRecall.Between(s_line, s_line[..3], k: 3));

    [Fact]
    public void A_nearest_neighbour_is_another_point() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PrecisionRecall.Between(s_line, s_line, k: 0));
}
