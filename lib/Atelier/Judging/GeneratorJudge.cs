using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// Compares sets of pictures with one set of real ones, through one classifier, so that what it says of them can be compared.
/// </summary>
public sealed class GeneratorJudge : IDisposable
{
    private const int KidSubsets = 10, FewestPictures = 4; // precision and recall look for a third neighbour

    private readonly DigitClassifier _classifier;
    private readonly Tensor _features;
    private readonly ClassHistogram _histogram;

    /// <summary>A judge with its yardstick.</summary>
    /// <param name="classifier">the classifier to look through; the judge uses it but does not own it</param>
    /// <param name="real">[N, 1, 28, 28] in −1 … 1, N at least 4: the real pictures to compare with</param>
    /// <exception cref="ArgumentException">The pictures are others than these; the message says what to do.</exception>
    public GeneratorJudge(DigitClassifier classifier, Tensor real)
    {
        Check(real, "The real pictures");
        _classifier = classifier;
        _features = classifier.Features(real).DetachFromDisposeScope();
        using var digits = classifier.Digits(real);
        _histogram = ClassHistogram.Of(digits);
    }

    /// <summary>All the metrics of a set of pictures.</summary>
    /// <param name="pictures">[M, 1, 28, 28] in −1 … 1, M at least 4; for comparisons always use the same M</param>
    /// <exception cref="ArgumentException">The pictures are others than these; the message says what to do.</exception>
    public Judgement Judge(Tensor pictures)
    {
        Check(pictures, "The pictures to judge");
        using var scope = NewDisposeScope();
        var fake = _classifier.Features(pictures);
        var classes = ClassHistogram.Of(_classifier.Digits(pictures));
        var (precision, recall) = PrecisionRecall.Between(_features, fake);
        var subset = (int)Math.Min(KidSubsets, Math.Min(fake.shape[0], _features.shape[0]) / 2);
        return new Judgement(
            FrechetClassifierDistance.Between(_features, fake),
            KernelDistance.OverSubsets(_features, fake, subset),
            precision,
            recall,
            classes.Modes,
            classes.DivergenceFrom(_histogram));
    }

    private static void Check(Tensor pictures, string what)
    {
        PictureInput.Batch(pictures, what, channels: 1, side: 28);
        Require.AtLeast(FewestPictures, (int)pictures.shape[0], $"The number of pictures ({what.ToLowerInvariant()})");
        PictureInput.Values(pictures, what, from: -1);
    }

    /// <summary>Frees the features of the real pictures.</summary>
    public void Dispose() => _features.Dispose();
}
