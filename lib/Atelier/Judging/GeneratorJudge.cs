using static TorchSharp.torch;

namespace Atelier;

/// <summary>Compares sets of pictures with one set of real ones, through one classifier, so that what it says of them can be compared.</summary>
public sealed class GeneratorJudge : IDisposable
{
    private const int KidSubsets = 10;

    private readonly DigitClassifier classifier;
    private readonly Tensor features;
    private readonly ClassHistogram histogram;

    /// <summary>A judge with its yardstick.</summary>
    /// <param name="classifier">the classifier to look through; the judge uses it but does not own it</param>
    /// <param name="real">[N, 1, 28, 28] in −1 … 1: the real pictures to compare with</param>
    public GeneratorJudge(DigitClassifier classifier, Tensor real)
    {
        this.classifier = classifier;
        features = classifier.Features(real).DetachFromDisposeScope();
        using var digits = classifier.Digits(real);
        histogram = ClassHistogram.Of(digits);
    }

    /// <summary>All the metrics of a set of pictures.</summary>
    /// <param name="pictures">[M, 1, 28, 28] in −1 … 1; for comparisons always use the same M</param>
    public Judgement Judge(Tensor pictures)
    {
        using var scope = NewDisposeScope();
        var fake = classifier.Features(pictures);
        var classes = ClassHistogram.Of(classifier.Digits(pictures));
        var (precision, recall) = PrecisionRecall.Between(features, fake);
        return new Judgement(
            FrechetClassifierDistance.Between(features, fake),
            KernelDistance.OverSubsets(features, fake, (int)Math.Min(1000, Math.Min(fake.shape[0], features.shape[0]) / 2), KidSubsets),
            precision,
            recall,
            classes.Modes,
            classes.DivergenceFrom(histogram));
    }

    /// <summary>Frees the features of the real pictures.</summary>
    public void Dispose() => features.Dispose();
}
