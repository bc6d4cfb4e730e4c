using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Atelier.Tests.Torch;

[Collection(nameof(Alone))]
public sealed class FusedAdamTests
{
    /// <summary>
    /// m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², w ← w − η m̂ / (√v̂ + ε): Kingma &amp; Ba 2015, algorithm 1, in doubles.
    /// </summary>
    [Fact]
    public void Follows_the_papers_algorithm()
    {
        const double rate = 0.01, beta1 = 0.5, beta2 = 0.999;
        var (w, m, v) = (0.3, 0.0, 0.0);
        using var scope = NewDisposeScope();
        using var weight = Weight(0.3f);
        using var adam = new FusedAdam([weight], rate, beta1);
        for (var t = 1; t <= 20; t++)
        {
            var g = Math.Sin(t) + 0.2;
            (m, v) = (beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g * g);
            w -= rate * (m / (1 - Math.Pow(beta1, t))) / (Math.Sqrt(v / (1 - Math.Pow(beta2, t))) + 1e-8);
            weight.grad = full([1], g);
            adam.Step(zeros([]));
            Assert.Equal(w, weight.item<float>(), 1e-5);
        }
    }

    [Fact]
    public void Takes_the_steps_of_torchs_own_Adam_with_several_weights_and_another_rate()
    {
        using var scope = NewDisposeScope();
        Parameter[] ours = [Weight(0.1f, -2), Weight(3)], theirs = [Weight(0.1f, -2), Weight(3)];
        using var adam = new FusedAdam(ours, 1e-3, 0.9, 0.95);
        using var reference = optim.Adam(theirs, 1e-3, beta1: 0.9, beta2: 0.95);
        for (var step = 1; step <= 10; step++)
        {
            if (step == 6)
            {
                adam.SetRate(5e-2);
                reference.ParamGroups.First().LearningRate = 5e-2;
            }

            foreach (var weights in new[] { ours, theirs })
                foreach (var weight in weights) weight.grad = weight.detach() * step + 0.1;
            adam.Step(zeros([]));
            reference.step();
        }

        Assert.All(ours.Zip(theirs), pair => Assert.True(pair.First.allclose(pair.Second, rtol: 1e-5, atol: 1e-6)));
    }

    [Fact]
    public void A_step_that_is_stopped_leaves_all_as_it_was_and_does_not_count()
    {
        using var scope = NewDisposeScope();
        Parameter[] ours = [Weight(1, 2, 3)], never = [Weight(1, 2, 3)];
        using var adam = new FusedAdam(ours, 0.1, 0.9);
        using var reference = new FusedAdam(never, 0.1, 0.9);
        ours[0].grad = full([3], double.NaN);
        adam.Step(ones([]));
        Assert.Equal([1f, 2f, 3f], ours[0].data<float>());
        (ours[0].grad, never[0].grad) = (ones(3), ones(3));
        adam.Step(zeros([]));
        reference.Step(zeros([]));
        Assert.Equal(never[0].data<float>().ToArray(), ours[0].data<float>());
    }

    [Fact]
    public void A_weight_without_a_gradient_stays_and_nothing_is_left_behind()
    {
        using var moving = Weight(1);
        using var still = Weight(1);
        var before = LiveTensors.Count();
        using (var adam = new FusedAdam([still, moving], 0.1, 0.9))
        {
            for (var step = 0; step < 5; step++)
            {
                using var scope = NewDisposeScope();
                moving.grad = ones(1);
                adam.Step(zeros([]));
            }
        }

        Assert.Equal(1, still.item<float>());
        Assert.InRange(moving.item<float>(), 0.45f, 0.55f);
        moving.grad = null;
        Assert.Equal(before, LiveTensors.Count());
    }

    /// <summary>
    /// TorchScript gets handles, and nothing that .NET could collect may stand behind them: numbers that were passed as arguments
    /// were now and then gone before libtorch read them.
    /// </summary>
    [Fact]
    public async Task A_collection_at_any_time_disturbs_no_step()
    {
        using var weight = Weight(1, 2, 3);
        using var adam = new FusedAdam([weight], 1e-3, 0.5);
        using var done = new CancellationTokenSource();
        var collecting = Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
            {
                GC.Collect(0);
                GC.WaitForPendingFinalizers();
            }
        });
        for (var step = 0; step < 3000; step++)
        {
            using var scope = NewDisposeScope();
            weight.grad = ones(3);
            adam.Step(zeros([]));
        }

        await done.CancelAsync();
        await collecting;
        weight.grad = null;
        Assert.Equal(1 - 3, weight[0].item<float>(), 0.01);
    }

    private static Parameter Weight(params float[] values) => new Parameter(tensor(values)).DetachFromDisposeScope() as Parameter
        ?? throw new InvalidOperationException();
}
