using Atelier.Tests.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Atelier.Tests.Translation;

[Collection(nameof(Alone))]
public sealed class CycleGanTrainerTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly Tensor _a, _b;

    public CycleGanTrainerTests()
    {
        Seed.Everything(1);
        (_a, _b) = (2 * rand(12, 1, 8, 8) - 1, 2 * rand(8, 3, 8, 8) - 1);
    }

    private static CycleGanSettings Small => new() { BatchSize = 4, BufferSize = 6, Seed = 3 };

    public void Dispose() => _scope.Dispose();

    /// <summary>
    /// A step by hand, with the same order and the discriminators' first weights; SGD, whose step is the gradient itself.
    /// </summary>
    [Fact]
    public void Its_step_is_the_algorithm()
    {
        var settings =
            Small with
            {
                LambdaA = 2,
                LambdaB = 3,
                LambdaIdentity = 4,
                LearningRate = 0.1,
                Optimizer =
                (weights, rate) => optim.SGD(weights, rate)
            };
        var (gan, byHand) = (Networks(), Networks());
        using var trainer = new CycleGanTrainer(gan, _a, _b, settings);
        var (DA, DB) = (Copy(trainer.DA, 1), Copy(trainer.DB, 3));
        var (x, y) =
            (_a.index_select(0, new ImageOrder(12, 4, 3).Batch(0)), _b.index_select(0, new ImageOrder(8, 4, ~3).Batch(0)));
        trainer.Train(1);

        var (G, F) = (byHand.G, byHand.F);
        Step(CycleGanLoss.Discriminator(DA.call(x), DA.call(F.call(y).detach()))
            + CycleGanLoss.Discriminator(DB.call(y), DB.call(G.call(x).detach())), DA, DB);
        var game = (DB.call(G.call(x)) - 1).square().mean() + (DA.call(F.call(y)) - 1).square().mean();
        var (cycleA, cycleB) = ((F.call(G.call(x)) - x).abs().mean(), (G.call(F.call(y)) - y).abs().mean());
        var identity = (F.call(cat([x, x, x], 1)) - x).abs().mean();
        Step(game + 2 * cycleA + 3 * cycleB + 4 * identity, G, F);

        Assert.Equal(game.item<float>(), trainer.History[0].LossG, 1e-4);
        Assert.Equal(cycleA.item<float>(), trainer.History[0].CycleA, 1e-5);
        Assert.Equal(cycleB.item<float>(), trainer.History[0].CycleB, 1e-5);
        Assert.Equal(identity.item<float>(), trainer.History[0].Identity, 1e-5);
        Assert.All(gan.parameters().Zip(byHand.parameters()), pair => Assert.True(pair.First.allclose(pair.Second, 1e-4, 1e-5)));
        Assert.All(trainer.DA.parameters().Zip(DA.parameters()),
            pair => Assert.True(pair.First.allclose(pair.Second, 1e-4, 1e-5)));

        static void Step(Tensor loss, params nn.Module[] networks)
        {
            using var sgd = optim.SGD(networks.SelectMany(network => network.parameters()), 0.1);
            sgd.zero_grad();
            loss.backward();
            sgd.step();
        }
    }

    [Fact]
    public void What_has_no_weight_is_not_computed()
    {
        using var trainer = new CycleGanTrainer(Networks(), _a, _b, Small with { LambdaA = 0, LambdaB = 0 });
        trainer.Train(1);
        Assert.Equal((0, 0, 0), (trainer.History[0].CycleA, trainer.History[0].CycleB, trainer.History[0].Identity));
    }

    /// <summary>DualGAN's critics: more of their steps, each followed by the clipping of both.</summary>
    [Fact]
    public void Critics_may_take_several_steps_and_are_clipped_after_each()
    {
        var clipped = new List<nn.Module>();
        var settings = Small with
        {
            StepsOfD = 3,
            AfterStepOfD = critic =>
            {
                clipped.Add(critic); foreach (var weight in critic.parameters())
                    weight.detach().clamp_(-0.01, 0.01);
            },
        };
        using var trainer = new CycleGanTrainer(Networks(), _a, _b, settings);
        trainer.Train(2);
        Assert.Equal(2 * 2 * 3, clipped.Count);
        Assert.All(trainer.DA.parameters().Concat(trainer.DB.parameters()),
            weight => Assert.InRange(weight.abs().max().item<float>(), 0, 0.0101f));
    }

    [Fact]
    public void The_same_seed_gives_the_same_training_whatever_ran_before()
    {
        Assert.Equal(Two(), Two());

        CycleGanStep[] Two()
        {
            using var trainer = new CycleGanTrainer(Networks(), _a, _b, Small);
            rand(7).Dispose();
            trainer.Train(2);
            return [.. trainer.History.Select(step => step with { Seconds = 0 })];
        }
    }

    [Fact]
    public void A_cycle_alone_is_learnt()
    {
        using var trainer = new CycleGanTrainer(Networks(), _a, _b,
            Small with { GeneratorLoss = fake => 0 * fake.mean(), LearningRate = 1e-2 });
        trainer.Train(60);
        Assert.True(trainer.History[^1].CycleA < 0.85 * trainer.History[0].CycleA,
            $"{trainer.History[0].CycleA} to {trainer.History[^1].CycleA}");
        Assert.True(trainer.History[^1].CycleB < 0.85 * trainer.History[0].CycleB,
            $"{trainer.History[0].CycleB} to {trainer.History[^1].CycleB}");
    }

    [Fact]
    public void The_learning_rate_can_be_lowered_on_the_way()
    {
        var gan = Networks();
        using var trainer = new CycleGanTrainer(gan, _a, _b, Small);
        Assert.Equal(5e-4, trainer.LearningRate);
        trainer.Train(1);
        trainer.LearningRate = 0;
        var before = Weights(gan);
        trainer.Train(1);
        Assert.True(before.equal(Weights(gan)).all().item<bool>());
    }

    [Fact]
    public void A_step_leaves_no_tensor_behind()
    {
        using var trainer = new CycleGanTrainer(Networks(), _a, _b, Small with { LambdaIdentity = 1, StepsOfD = 2 });
        trainer.Train(3); // the buffers are full
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        trainer.Train(2);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void The_pictures_stay_with_their_owner()
    {
        new CycleGanTrainer(Networks(), _a, _b, Small).Dispose();
        Assert.Equal((12, 8), (_a.shape[0], _b.shape[0]));
        Assert.False(_a.IsInvalid || _b.IsInvalid);
    }

    private static CycleGan Networks()
    {
        using var own = new OwnRandom(5);
        return new CycleGan(width: 8, blocks: 1);
    }

    private static PatchDiscriminator Copy(PatchDiscriminator original, int channels)
    {
        var copy = new PatchDiscriminator(channels);
        copy.load_state_dict(original.state_dict());
        return copy;
    }

    private static Tensor Weights(nn.Module network) =>
        cat([.. network.parameters().Select(weight => weight.detach().flatten())]);
}
