using Atelier.Tests.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Atelier.Tests.Translation;

[Collection(nameof(Alone))]
public sealed class DigitDomainsTests : IDisposable
{
    private static readonly Mnist s_digits = Mnist.Load("t10k", MnistFiles.Sample);

    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Both_kinds_lie_between_minus_1_and_1_and_B_has_colours()
    {
        using var domains = DigitDomains.Of(s_digits, 200, seed: 1);
        Assert.Equal([200, 1, 28, 28], domains.A.shape);
        Assert.Equal([200, 3, 28, 28], domains.B.shape);
        Assert.Equal([200, 1, 28, 28], domains.UnderB.shape);
        foreach (var pictures in new[] { domains.A, domains.B, domains.UnderB })
        {
            Assert.InRange(pictures.min().item<float>(), -1, -0.9f);
            Assert.InRange(pictures.max().item<float>(), 0.9f, 1);
        }

        Assert.InRange((domains.B[.., 0] - domains.B[.., 2]).abs().mean().item<float>(), 0.02f, 1);
    }

    /// <summary>Every digit of the sample is another; so no two pictures of A and of what B is made of may be the same.</summary>
    [Fact]
    public void No_digit_is_in_both()
    {
        using var domains = DigitDomains.Of(s_digits, 250, seed: 2);
        var distances = cdist(domains.A.flatten(1), domains.UnderB.flatten(1));
        Assert.InRange(distances.min().item<float>(), 0.5f, 100);
    }

    [Fact]
    public void Labels_and_the_digits_under_B_stand_in_Bs_order()
    {
        using var domains = DigitDomains.Of(s_digits, 250, seed: 3);
        using var classifier = DigitClassifier.Trained();
        double Right(Tensor x, Tensor labels) => (classifier.Digits(x) == labels).to(float64).mean().item<double>();
        Assert.InRange(Right(domains.A, domains.LabelsA), 0.97, 1);
        Assert.InRange(Right(domains.UnderB, domains.LabelsB), 0.97, 1);
        // |patch − digit| is the patch where there is no ink, and its negative where there is: it tells the digit from the patch
        var ink = domains.UnderB > 0.9;
        var paper = domains.UnderB < -0.99;
        Assert.Equal(250, (ink.flatten(1).any(1) & paper.flatten(1).any(1)).sum().item<long>());
    }

    [Fact]
    public void A_digit_is_the_negative_of_its_ground()
    {
        var patch = rand(2, 3, 4, 4);
        var over = DigitDomains.Over(cat([full([1, 1, 4, 4], -1f), full([1, 1, 4, 4], 1f)]), patch);
        Assert.Equal(0, (over[0] - (2 * patch[0] - 1)).abs().max().item<float>(), 1e-6); // no ink: the patch
        Assert.Equal(0, (over[1] + (2 * patch[1] - 1)).abs().max().item<float>(), 1e-6); // ink: its negative
    }

    [Fact]
    public void The_seed_decides_everything()
    {
        using var one = DigitDomains.Of(s_digits, 60, seed: 4);
        using var again = DigitDomains.Of(s_digits, 60, seed: 4);
        using var other = DigitDomains.Of(s_digits, 60, seed: 5);
        Assert.True(one.A.equal(again.A).all().item<bool>() && one.B.equal(again.B).all().item<bool>());
        Assert.False(one.B.equal(other.B).all().item<bool>());
    }

    [Fact]
    public void There_have_to_be_enough_digits()
    {
        Assert.Contains(
            "1 … 250 is wanted",
            Assert.Throws<ArgumentOutOfRangeException>(() => DigitDomains.Of(s_digits, 251, seed: 1)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => DigitDomains.Of(s_digits, 0, seed: 1));
    }

    [Fact]
    public void What_is_tested_with_was_not_trained_with() =>
        Assert.Empty(DigitDomains.TrainingPictures.Intersect(DigitDomains.TestPictures));
}
