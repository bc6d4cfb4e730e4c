using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// The score of Salimans et al. 2016 (arXiv:1606.03498, section 4), through the course's digit classifier in place of Inception:
/// high where the classifier is sure of each picture and all digits are there. It never looks at real pictures.
/// </summary>
public static class ClassifierScore
{
    /// <summary>exp E KL(p(y|x) ‖ p(y)).</summary>
    /// <param name="classifier">names the digits; stays in the mode that it is in</param>
    /// <param name="pictures">[N, 1, 28, 28] in −1 … 1</param>
    /// <returns>1 … 10</returns>
    public static double Of(DigitClassifier classifier, Tensor pictures)
    {
        using var scope = NewDisposeScope();
        return Of(classifier.Probabilities(pictures));
    }

    /// <summary>exp E KL(p(y|x) ‖ p(y)) of what a classifier says.</summary>
    /// <param name="p">[N, K]: the probabilities p(y|x) of K classes for each picture</param>
    /// <returns>1 … K</returns>
    public static double Of(Tensor p)
    {
        using var scope = NewDisposeScope();
        var ratio = p / p.mean([0], keepdim: true).clamp_min(1e-30);
        var divergence = (p * ratio.clamp_min(1e-30).log()).sum(1); // 0 log 0 = 0
        return divergence.mean().exp().to(float64).item<double>();
    }
}
