using static TorchSharp.torch;

namespace Atelier.Tests.Judging;

public class ClassifierScoreTests
{
    [Fact]
    public void A_sure_classifier_counts_the_kinds()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(10, ClassifierScore.Of(eye(10)), 1e-4);
        Assert.Equal(2, ClassifierScore.Of(eye(10)[..2]), 1e-5);
        Assert.Equal(1, ClassifierScore.Of(eye(10)[..1].expand(7, 10)), 1e-5);
    }

    [Fact]
    public void A_classifier_that_cannot_tell_gives_1()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(1, ClassifierScore.Of(full(5, 10, 0.1f)), 1e-5);
    }

    /// <summary>Two kinds, each with 0.8 to 0.2: KL = log 2 + 0.8 log 0.8 + 0.2 log 0.2.</summary>
    [Fact]
    public void Doubt_lowers_it()
    {
        using var scope = NewDisposeScope();
        var expected = 2 * Math.Exp(0.8 * Math.Log(0.8) + 0.2 * Math.Log(0.2));
        Assert.Equal(expected, ClassifierScore.Of(tensor(new[,] { { 0.8f, 0.2f }, { 0.2f, 0.8f } })), 1e-5);
    }

    [Fact]
    public void Real_digits_have_nearly_10_and_noise_has_little()
    {
        using var scope = NewDisposeScope();
        using var classifier = DigitClassifier.Trained();
        using var digits = Mnist.Load("t10k", MnistFiles.Sample);
        var x = digits.Batch(arange(Math.Min(300, digits.Count))).x.to(Compute.Device);
        Assert.InRange(ClassifierScore.Of(classifier, x), 8.5, 10);
        Assert.InRange(ClassifierScore.Of(classifier, rand_like(x) * 2 - 1), 1, 4);
    }
}
