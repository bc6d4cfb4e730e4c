using Atelier.Tests.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Atelier.Tests.Judging;

[Collection(nameof(Alone))]
public class SmallGanTests
{
    private static readonly Mnist s_digits = Mnist.Load("train", MnistFiles.Sample);

    [Theory]
    [InlineData(3, true)]
    [InlineData(4, true)]
    [InlineData(4, false)]
    public void Its_pictures_have_the_shape_and_range_of_digits(int kernel, bool batchNorm)
    {
        using var scope = NewDisposeScope();
        var networks = new SmallNetworks { Kernel = kernel };
        using var gan =
            new SmallGan(s_digits, networks: batchNorm ? networks
                : networks with { NormG = _ => nn.Identity(), NormD = _ => nn.Identity() });
        var pictures = gan.Draw(7);
        Assert.Equal([7, 1, 28, 28], pictures.shape);
        Assert.InRange(pictures.abs().max().item<float>(), 0, 1);
        Assert.Equal([7, 1], gan.D.call(pictures).shape);
    }

    [Fact]
    public void The_same_seed_gives_the_same_training()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(Two(), Two());

        static (float, float, float)[] Two()
        {
            using var gan = new SmallGan(s_digits);
            gan.Trainer.Train(2);
            return [.. gan.Trainer.History.Select(step => (step.LossD, step.LossG, step.GradientG))];
        }
    }

    /// <summary>In a step D sees real pictures and fakes, then G's fakes: three batches, each of them changed.</summary>
    [Fact]
    public void All_that_D_sees_is_augmented()
    {
        var seen = new List<long[]>();
        Tensor Note(Tensor x)
        {
            seen.Add(x.shape);
            return x * 0;
        }

        using var scope = NewDisposeScope();
        using var gan = new SmallGan(s_digits, SmallGan.Usual with { Augment = Note });
        gan.Trainer.Train(1);
        Assert.Equal(3, seen.Count);
        Assert.All(seen, shape => Assert.Equal([32, 1, 28, 28], shape));
        Assert.Equal(0, gan.Trainer.History[0].GradientG, 1e-6); // nothing of G reaches D
    }

    [Fact]
    public void Without_steps_D_stands_still_and_is_asked_all_the_same()
    {
        using var scope = NewDisposeScope();
        using var gan = new SmallGan(s_digits, SmallGan.Usual with { StepsOfD = 0 });
        var (before, beforeG) = (Weights(gan.D), Weights(gan.G));
        gan.Trainer.Train(2);
        Assert.True(before.Same(Weights(gan.D)));
        Assert.False(beforeG.Same(Weights(gan.G)));
        Assert.All(gan.Trainer.History, step => Assert.InRange(step.LossD, 0.1, 10));
        static Tensor Weights(nn.Module network) => cat([.. network.parameters().Select(p => p.detach().flatten())]);
    }

    [Fact]
    public void A_step_leaves_no_tensor_behind()
    {
        using var gan = new SmallGan(s_digits);
        gan.Trainer.Train(2);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        gan.Trainer.Train(2);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Training_can_be_stopped_between_steps()
    {
        using var gan = new SmallGan(s_digits);
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => gan.Trainer.Train(1, stop.Token));
        Assert.Empty(gan.Trainer.History);
    }

    [Fact]
    public void Failures_that_show_at_the_start_are_named_after_one_step()
    {
        Assert.Equal(Failure.BadInitialisation, After(1, networks: new() { Deviation = 1 }));
        Assert.Equal(Failure.DyingSignal, After(1, networks: new() { NormG = _ => nn.Identity(), NormD = _ => nn.Identity() }));
    }

    [Fact]
    public void A_starved_generator_is_named_and_a_healthy_one_is_not()
    {
        Assert.Equal(
            Failure.StarvedGenerator,
            After(30, SmallGan.Usual with { GeneratorLoss = GanLoss.Saturating, StepsOfD = 3, LearningRateD = 2e-3 }));
        Assert.NotEqual(Failure.StarvedGenerator, After(30));
    }

    private static Failure After(int steps, GanSettings? settings = null, SmallNetworks? networks = null)
    {
        using var scope = NewDisposeScope();
        using var gan = new SmallGan(s_digits, settings, networks);
        gan.Trainer.Train(steps);
        return FailureDetector.Examine(Symptoms.Of(gan, gan.Draw(100))).Failure;
    }
}
