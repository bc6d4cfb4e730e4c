using static TorchSharp.torch;

namespace Atelier.Tests.Judging;

public class MatrixRootTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(64)]
    public void Its_square_is_the_matrix(int size)
    {
        using var scope = NewDisposeScope();
        var m = FrechetClassifierDistance.Covariance(Draw(4 * size, size));
        Near(m, Square(MatrixRoot.Of(m)), 1e-12);
    }

    [Fact]
    public void A_diagonal_matrix_by_hand()
    {
        using var scope = NewDisposeScope();
        var root = MatrixRoot.Of(diag(tensor(new double[] { 9, 4, 0 })));
        Near(diag(tensor(new double[] { 3, 2, 0 })), root, 1e-15);
    }

    [Fact]
    public void A_two_by_two_matrix_by_hand()
    {
        using var scope = NewDisposeScope();
        // For 2 x 2: sqrt(M) = (M + sqrt(det M) I) / sqrt(tr M + 2 sqrt(det M)). Here det = 9 and tr = 10.
        var m = tensor(new double[,] { { 5, 4 }, { 4, 5 } });
        Near((m + 3 * eye(2, dtype: float64)) / 4, MatrixRoot.Of(m), 1e-14);
    }

    [Fact]
    public void A_singular_covariance_has_a_root()
    {
        using var scope = NewDisposeScope();
        var m = FrechetClassifierDistance.Covariance(Draw(5, 20)); // rank 4 of 20
        var root = MatrixRoot.Of(m);
        Assert.True(root.isfinite().all().item<bool>());
        Near(m, Square(root), 1e-12);
    }

    [Fact]
    public void An_ill_conditioned_covariance_has_a_root()
    {
        using var scope = NewDisposeScope();
        var (q, _) = linalg.qr(Draw(12, 12));
        var m = (q * pow(10.0, linspace(-14, 4, 12, dtype: float64))).matmul(q.t()); // eigenvalues 1e-14 ... 1e4
        Near(m, Square(MatrixRoot.Of((m + m.t()) / 2)), 1e-13 * 1e4);
    }

    [Fact]
    public void The_root_is_symmetric_and_has_no_negative_eigenvalue()
    {
        using var scope = NewDisposeScope();
        var root = MatrixRoot.Of(FrechetClassifierDistance.Covariance(Draw(30, 10)));
        Near(root, root.t(), 1e-14);
        Assert.True(linalg.eigvalsh(root).min().item<double>() > 0);
    }

    [Fact]
    public void What_is_no_matrix_is_refused()
    {
        using var scope = NewDisposeScope();
        Assert.Contains("[2, 3]", Assert.Throws<ArgumentException>(() => MatrixRoot.Of(ones(2, 3))).Message);
        Assert.Contains(
            "not finite", Assert.Throws<ArgumentException>(() => MatrixRoot.Of(full(2, 2, double.NaN, dtype: float64))).Message);
    }

    private static Tensor Draw(int rows, int columns)
    {
        using var generator = new Generator(5);
        return randn(rows, columns, dtype: float64, generator: generator);
    }

    private static Tensor Square(Tensor m) => m.matmul(m);

    private static void Near(Tensor expected, Tensor actual, double tolerance) =>
        Assert.InRange((expected - actual).abs().max().item<double>(), 0,
            tolerance * Math.Max(1, expected.abs().max().item<double>()));
}
