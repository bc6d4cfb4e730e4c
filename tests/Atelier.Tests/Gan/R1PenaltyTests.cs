using Atelier.Tests.Torch;
using static TorchSharp.torch;

namespace Atelier.Tests.Gan;

[Collection(nameof(Alone))]
public class R1PenaltyTests
{
    /// <summary>D(x) = w · x has the slope w everywhere: γ/2 ‖w‖², and its gradient by w is γ w.</summary>
    [Fact]
    public void A_plane_pays_for_its_slope()
    {
        using var scope = NewDisposeScope();
        using var plane = nn.Sequential(nn.Flatten(), nn.Linear(4, 1));
        var w = plane.parameters().First();
        var penalty = R1Penalty.Of(plane, randn(5, 1, 2, 2), gamma: 3);
        penalty.backward();
        Assert.Equal(1.5f * w.square().sum().item<float>(), penalty.item<float>(), 1e-5f);
        Assert.True(w.grad!.allclose(3 * w));
    }

    /// <summary>
    /// D(x) = ReLU(x₁ + x₂): slope (1, 1) where the sum is positive, none elsewhere; here at two of four images.
    /// </summary>
    [Fact]
    public void It_is_the_mean_over_images()
    {
        using var scope = NewDisposeScope();
        using var ramp = nn.Sequential(nn.Flatten(), nn.Linear(2, 1, hasBias: false), nn.ReLU());
        using (no_grad())
            ramp.parameters().First().fill_(1);
        var x = tensor([1f, 2f, -1f, -2f, 3f, -1f, -3f, 1f]).reshape(4, 1, 1, 2);
        Assert.Equal(0.25f, R1Penalty.Of(ramp, x, gamma: 0.5).item<float>(), 1e-6f); // 0.25 · (2 + 0 + 2 + 0) / 4
    }

    [Fact]
    public void What_has_no_slopes_is_refused()
    {
        using var scope = NewDisposeScope();
        using var plane = nn.Linear(4, 1);
        foreach (var x in new[] { randn(4), ones(5, 4, dtype: int64) })
        {
            var message = Assert.Throws<ArgumentException>(() => R1Penalty.Of(plane, x, gamma: 1)).Message;
            Assert.StartsWith("x came as ", message);
            Assert.EndsWith(", but a batch of examples, [m, …], is wanted as float32.", message);
        }
    }

    [Fact]
    public void A_training_with_it_flattens_D_and_leaves_no_tensors()
    {
        var (with, without) = (Slope(r1: 10), Slope(r1: 0));
        Assert.True(with < without / 2, $"{with} with the penalty, {without} without");
    }

    /// <summary>E ‖∇ₓ D(x)‖² at real images after 33 steps.</summary>
    private static float Slope(double r1)
    {
        using var scope = NewDisposeScope();
        Seed.Everything(1);
        using var all = Mnist.Train();
        using var mnist = all.Subset(100);
        using var generator = new DcganGenerator();
        using var discriminator = new DcganDiscriminator();
        using var trainer = new GanTrainer(
            generator, discriminator, mnist.Images[..64], new GanSettings
            {
                BatchSize = 16,
                Penalty = R1Penalty.Of(r1, every: 8),
                LearningRateG = 1e-3,
                LearningRateD = 1e-3,
            });
        trainer.Train(9);
        var live = LiveTensors.Count();
        trainer.Train(24);
        Assert.Equal(live, LiveTensors.Count());
        return R1Penalty.Of(discriminator, mnist.Images[..64].to(float32) / 127.5 - 1, gamma: 2).item<float>();
    }
}
