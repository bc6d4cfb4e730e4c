using CsCheck;
using static TorchSharp.torch;

namespace Atelier.Tests.Painting;

public class LbfgsTests
{
    /// <summary>f = (1 − a)² + 100 (b − a²)²: a curved valley, its minimum 0 at (1, 1), from the customary start.</summary>
    [Fact]
    public void Finds_the_bottom_of_Rosenbrocks_valley()
    {
        using var scope = NewDisposeScope();
        var x = tensor([-1.2, 1.0]).requires_grad_(true);
        using var lbfgs = new Lbfgs(x);
        Tensor f() => (1 - x[0]).square() + 100 * (x[1] - x[0].square()).square();
        for (var i = 0; i < 60; i++)
            lbfgs.Step(f);
        Assert.Equal(1, x[0].item<double>(), 1e-6);
        Assert.Equal(1, x[1].item<double>(), 1e-6);
        Assert.True(lbfgs.Evaluations < 100, $"{lbfgs.Evaluations} evaluations");
    }

    /// <summary>f = ½ xᵀA x − bᵀx with A positive definite has its minimum where A x = b.</summary>
    [Fact]
    public void Finds_the_minimum_of_any_quadratic() =>
        Gen.Select(Gen.Int[1, 8], Gen.ULong).Sample((n, seed) =>
        {
            using var scope = NewDisposeScope();
            using var generator = new Generator(seed, CPU);
            var m = randn([n, n], dtype: float64, generator: generator);
            var a = m.mm(m.t()) + 0.5 * eye(n, dtype: float64);
            var b = randn([n], dtype: float64, generator: generator);
            var x = zeros(n, dtype: float64).requires_grad_(true);
            using var lbfgs = new Lbfgs(x);
            for (var i = 0; i < 150; i++)
                lbfgs.Step(() => 0.5 * x.dot(a.mv(x)) - b.dot(x));
            return x.detach().allclose(linalg.solve(a, b), rtol: 1e-4, atol: 1e-5);
        }, iter: 30);

    [Fact]
    public void The_loss_never_rises_and_nothing_is_left_behind()
    {
        using var x = tensor([-1.2, 1.0]).requires_grad_(true);
        using var lbfgs = new Lbfgs(x, memory: 3);
        var losses = new List<double>();
        var live = 0L;
        for (var i = 0; i < 30; i++)
        {
            losses.Add(lbfgs.Step(f));
            if (i == 10)
                live = LiveTensors.Count();
        }
        Assert.Equal(losses.OrderDescending(), losses);
        Assert.Equal(live, LiveTensors.Count());

        Tensor f()
        {
            using var scope = NewDisposeScope();
            return ((1 - x[0]).square() + 100 * (x[1] - x[0].square()).square()).MoveToOuterDisposeScope();
        }
    }

    [Fact]
    public void At_the_minimum_it_stays_there()
    {
        using var scope = NewDisposeScope();
        var x = zeros(3, dtype: float64).requires_grad_(true);
        using var lbfgs = new Lbfgs(x);
        Assert.Equal(0, lbfgs.Step(() => x.square().sum()));
        Assert.Equal(0, x.abs().sum().item<double>());
    }

    [Fact]
    public void An_error_in_the_function_reaches_the_caller()
    {
        using var x = zeros(3).requires_grad_(true);
        using var lbfgs = new Lbfgs(x);
        Assert.Throws<InvalidOperationException>(() => lbfgs.Step(() => throw new InvalidOperationException("a mistake")));
    }
}
