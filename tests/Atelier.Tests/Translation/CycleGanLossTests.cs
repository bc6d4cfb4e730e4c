using TorchSharp;
using static TorchSharp.torch;

namespace Atelier.Tests.Translation;

public sealed class CycleGanLossTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    /// <summary>½ mean((a − 1)²) + ½ mean(b²), and mean((b − 1)²), with a pencil.</summary>
    [Theory]
    [InlineData(new[] { 1f, 1f }, new[] { 0f, 0f }, 0, 1)] // a perfect D
    [InlineData(new[] { 0.5f }, new[] { 0.5f }, 0.25, 0.25)] // undecided
    [InlineData(new[] { 1f, 3f }, new[] { 0f, 2f, 1f }, 1 + (5 / 6.0), 2 / 3.0)]
    public void The_game_of_least_squares(float[] real, float[] fake, double lossD, double lossG)
    {
        Assert.Equal(lossD, CycleGanLoss.Discriminator(tensor(real), tensor(fake)).item<float>(), 1e-6);
        Assert.Equal(lossG, CycleGanLoss.Generator(tensor(fake)).item<float>(), 1e-6);
    }

    [Fact]
    public void There_and_back_costs_nothing_where_it_leads_home()
    {
        var x = 2 * rand(4, 3, 8, 8) - 1;
        Assert.Equal(0, CycleGanLoss.Distance(x, x).item<float>());
        Assert.Equal(0, CycleGanLoss.Distance(-(-x), x).item<float>()); // the negative, twice
    }

    [Fact]
    public void It_is_the_mean_of_what_is_lost()
    {
        var x = tensor(new[] { 1f, -1f, 0.5f, 0f });
        Assert.Equal(2.5 / 4, CycleGanLoss.Distance(zeros(4), x).item<float>(), 1e-6); // all grey
        Assert.Equal(2 * 2.5 / 4, CycleGanLoss.Distance(-x, x).item<float>(), 1e-6); // the negative, once
    }
}
