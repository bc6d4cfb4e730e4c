using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// FCD, the Fréchet distance between two sets of a classifier's features, each taken for a Gaussian:
/// FCD = |μ₁ − μ₂|² + tr(Σ₁ + Σ₂ − 2 (Σ₁Σ₂)^½). With Inception's features it is called FID (Heusel et al. 2017,
/// arXiv:1706.08500). Two values can be compared only when they come from the same classifier and the same number of samples.
/// </summary>
public static class FrechetClassifierDistance
{
    /// <summary>FCD between two sets of features. It is biased upwards: fewer samples, larger value.</summary>
    /// <param name="real">[N, F], N at least 2</param>
    /// <param name="fake">[M, F], M at least 2</param>
    /// <exception cref="ArgumentException">The shapes do not fit, or a set holds NaN.</exception>
    public static double Between(Tensor real, Tensor fake)
    {
        FeatureSets.Check(real, fake, atLeast: 2);
        using var scope = NewDisposeScope();
        var (x, y) = (real.to(float64), fake.to(float64));
        return OfGaussians(x.mean([0]), Covariance(x), y.mean([0]), Covariance(y));
    }

    /// <summary>The squared Fréchet (or Wasserstein-2) distance between two Gaussians (Dowson and Landau 1982).</summary>
    /// <param name="mu1">[F]</param>
    /// <param name="sigma1">[F, F], symmetric and positive semi-definite; it may be singular</param>
    /// <param name="mu2">[F]</param>
    /// <param name="sigma2">[F, F], likewise</param>
    /// <exception cref="ArgumentException">One of the four holds NaN.</exception>
    public static double OfGaussians(Tensor mu1, Tensor sigma1, Tensor mu2, Tensor sigma2)
    {
        PictureInput.Finite(mu1, "The first mean");
        PictureInput.Finite(sigma1, "The first covariance");
        PictureInput.Finite(mu2, "The second mean");
        PictureInput.Finite(sigma2, "The second covariance");
        using var scope = NewDisposeScope();
        // Σ₁Σ₂ is not symmetric. Σ₁^½ Σ₂ Σ₁^½ is, and has the same eigenvalues, so the root of it has the same trace.
        var root1 = MatrixRoot.Of(sigma1);
        var product = root1.matmul(sigma2.to(float64)).matmul(root1);
        var meanPart = (mu1 - mu2).to(float64).square().sum();
        var spreadPart = (sigma1 + sigma2).to(float64).trace() - 2 * MatrixRoot.Of((product + product.t()) / 2).trace();
        return Math.Max(0, (meanPart + spreadPart).item<double>());
    }

    /// <summary>Σ = (x − μ)ᵀ(x − μ) / (N − 1).</summary>
    /// <param name="x">[N, F]</param>
    /// <returns>[F, F]</returns>
    public static Tensor Covariance(Tensor x)
    {
        using var scope = NewDisposeScope();
        var centred = x - x.mean([0]);
        return (centred.t().matmul(centred) / (x.shape[0] - 1)).MoveToOuterDisposeScope();
    }
}
