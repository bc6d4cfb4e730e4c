using Atelier.Making;
using Atelier.Tests.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Atelier.Tests.Making;

[Collection(nameof(Alone))]
public class BatchNormStatisticsTests
{
    [Fact]
    public void They_are_the_plain_mean_over_the_batches_and_nothing_from_before()
    {
        using var scope = NewDisposeScope();
        using var norm = nn.BatchNorm2d(1);
        using var G = nn.Sequential(nn.Unflatten(1, [1, 10, 10]), norm);
        norm.running_mean!.fill_(100);
        BatchNormStatistics.Recount(G, batches: 3, seed: 5);

        var batches = Enumerable.Range(5, 3).Select(seed => Latent.Sample(500, seed)).ToArray();
        Assert.Equal(batches.Average(z => z.mean().item<float>()), norm.running_mean!.item<float>(), 1e-5);
        Assert.Equal(batches.Average(z => z.var().item<float>()), norm.running_var!.item<float>(), 1e-4);
    }

    [Fact]
    public void Mode_momentum_and_weights_stay_as_they_were_and_nothing_is_left_behind()
    {
        using var scope = NewDisposeScope();
        using var norm = nn.BatchNorm2d(1);
        using var G = nn.Sequential(nn.Unflatten(1, [1, 10, 10]), norm);
        G.eval();
        var (momentum, weight) = (norm.momentum, norm.weight.clone());
        BatchNormStatistics.Recount(G, batches: 1);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        BatchNormStatistics.Recount(G, batches: 2);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.False(G.training);
        Assert.Equal(momentum, norm.momentum);
        Assert.True(weight.Same(norm.weight));
    }
}
