using static TorchSharp.torch;

namespace Atelier.Tests.Gan;

public class GanLossTests
{
    [Fact]
    public void An_undecided_discriminator_loses_log_4_and_the_generator_log_2()
    {
        using var scope = NewDisposeScope();
        var undecided = zeros(8, 1);
        Assert.Equal(Math.Log(4), GanLoss.Discriminator(undecided, undecided).item<float>(), 6);
        Assert.Equal(Math.Log(2), GanLoss.NonSaturating(undecided).item<float>(), 6);
        Assert.Equal(-Math.Log(2), GanLoss.Saturating(undecided).item<float>(), 6);
    }

    [Fact]
    public void They_are_the_papers_formulas_in_double_precision()
    {
        using var scope = NewDisposeScope();
        var (real, fake) = (linspace(-8, 8, 41, dtype: float64), linspace(-6, 10, 41, dtype: float64));
        var (dx, dgz) = (1 / (1 + exp(-real)), 1 / (1 + exp(-fake)));
        var lossD = -dx.log().mean() - (1 - dgz).log().mean();
        Assert.Equal(lossD.item<double>(), GanLoss.Discriminator(real, fake).item<double>(), 9);
        Assert.Equal((1 - dgz).log().mean().item<double>(), GanLoss.Saturating(fake).item<double>(), 9);
        Assert.Equal(-dgz.log().mean().item<double>(), GanLoss.NonSaturating(fake).item<double>(), 9);
    }

    [Theory]
    [InlineData(-4)]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(6)]
    public void Gradients_agree_with_finite_differences(double logit)
    {
        Agree(GanLoss.Saturating, logit);
        Agree(GanLoss.NonSaturating, logit);
        Agree(a => GanLoss.Discriminator(a, a * 2), logit);
    }

    [Fact]
    public void Against_a_sure_discriminator_one_gradient_vanishes_and_the_other_does_not()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(0, Gradient(GanLoss.Saturating, -30), 9);
        Assert.Equal(-1, Gradient(GanLoss.NonSaturating, -30), 9);
    }

    [Theory]
    [InlineData(1e4f)]
    [InlineData(-1e4f)]
    public void Extreme_logits_give_finite_losses_and_gradients(float logit)
    {
        using var scope = NewDisposeScope();
        foreach (var loss in new Func<Tensor, Tensor>[]
        {
            GanLoss.Saturating, GanLoss.NonSaturating, a => GanLoss.Discriminator(a, a), a => GanLoss.Discriminator(a, -a),
        })
        {
            var a = tensor(new[] { logit }).requires_grad_();
            var value = loss(a);
            value.backward();
            Assert.True(float.IsFinite(value.item<float>()));
            Assert.InRange(Math.Abs(a.grad!.item<float>()), 0, 2);
        }
    }

    private static void Agree(Func<Tensor, Tensor> loss, double logit)
    {
        const double h = 1e-5;
        using var scope = NewDisposeScope();
        double Loss(double a) => loss(tensor(new[] { a })).item<double>();
        Assert.Equal((Loss(logit + h) - Loss(logit - h)) / (2 * h), Gradient(loss, logit), 7);
    }

    private static double Gradient(Func<Tensor, Tensor> loss, double logit)
    {
        var a = tensor(new[] { logit }).requires_grad_();
        loss(a).backward();
        return a.grad!.item<double>();
    }
}
