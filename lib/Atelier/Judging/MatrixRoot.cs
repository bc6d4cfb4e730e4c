using static TorchSharp.torch;

namespace Atelier;

/// <summary>The square root of a covariance matrix.</summary>
public static class MatrixRoot
{
    /// <summary>
    /// The symmetric matrix R with R R = M. M = Q diag(λ) Qᵀ, so R = Q diag(√λ) Qᵀ. A covariance has no negative λ; where
    /// rounding made one (as it does for a singular matrix), it counts as zero.
    /// </summary>
    /// <param name="m">[F, F], symmetric and positive semi-definite</param>
    /// <returns>[F, F], float64</returns>
    /// <exception cref="ArgumentException">The matrix is not square, or holds a value that is not finite.</exception>
    public static Tensor Of(Tensor m)
    {
        if (m.dim() != 2 || m.shape[0] != m.shape[1])
            throw new ArgumentException($"A square matrix was expected, but the shape is {Shapes.Text(m)}.", nameof(m));
        using var scope = NewDisposeScope();
        var exact = m.to(float64);
        if (!exact.isfinite().all().item<bool>())
            throw new ArgumentException("The matrix holds a value that is not finite.", nameof(m));
        var (lambda, q) = linalg.eigh(exact);
        return (q * lambda.clamp_min(0).sqrt()).matmul(q.t()).MoveToOuterDisposeScope();
    }
}
