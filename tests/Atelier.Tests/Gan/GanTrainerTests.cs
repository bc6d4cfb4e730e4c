using Atelier.Tests.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Atelier.Tests.Gan;

[Collection(nameof(Alone))]
public sealed class GanTrainerTests : IDisposable
{
    private static readonly GanSettings s_small = new() { BatchSize = 4, Seed = 7 };

    private readonly string _folder = Directory.CreateTempSubdirectory("atelier-gan").FullName;
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose()
    {
        _scope.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_learning_rate_of_zero_stops_both_networks_where_they_are()
    {
        var trainer = Dcgan(Images(8));
        trainer.Settings = trainer.Settings with { LearningRateG = 0, LearningRateD = 0 };
        var before = trainer.Generator.parameters().Concat(trainer.Discriminator.parameters()).Select(p => p.clone()).ToArray();
        trainer.Train(2);
        var after = trainer.Generator.parameters().Concat(trainer.Discriminator.parameters());
        Assert.All(before.Zip(after), pair => Assert.True(pair.First.Same(pair.Second)));
    }

    [Fact]
    public void A_step_descends_the_papers_losses_as_written_out_plainly()
    {
        var images = Images(8);
        var (trainer, reference) = (Dcgan(images), Dcgan(images));
        using var adamG = optim.Adam(reference.Generator.parameters(), 2e-4, beta1: 0.5);
        using var adamD = optim.Adam(reference.Discriminator.parameters(), 2e-4, beta1: 0.5);
        using var order = new ImageOrder(8, 4, s_small.Seed);
        var seen = new List<GanStep>();
        trainer.Stepped += seen.Add;
        trainer.Train(3);
        for (var step = 0; step < 3; step++)
        {
            var (lossD, lossG) = PlainStep(reference, adamG, adamD, images, order, step);
            Assert.Equal(lossD, seen[step].LossD, 1e-5);
            Assert.Equal(lossG, seen[step].LossG, 1e-5);
        }

        // Adam's first steps are nearly ± 2e-4 for each weight, by rounding alone where a gradient is almost 0: compare the mean.
        Assert.InRange(MeanDifference(trainer.Generator, reference.Generator), 0, 2e-6);
        Assert.InRange(MeanDifference(trainer.Discriminator, reference.Discriminator), 0, 2e-6);
    }

    [Fact]
    public void Each_epoch_shows_every_image_once_in_another_order()
    {
        using var order = new ImageOrder(12, 4, seed: 1);
        long[] Epoch(int e) => [.. Enumerable.Range(3 * e, 3).SelectMany(step => order.Batch(step).data<long>().ToArray())];
        long[][] epochs = [Epoch(0), Epoch(1)];
        Assert.All(epochs, epoch => Assert.Equal(Enumerable.Range(0, 12).Select(i => (long)i), epoch.Order()));
        Assert.NotEqual(epochs[0], epochs[1]);
    }

    [Fact]
    public void Events_count_steps_and_epochs()
    {
        var trainer = Trainer(Images(9));
        var (steps, epochs) = (new List<int>(), new List<double>());
        trainer.Stepped += s => steps.Add(s.Step);
        trainer.EpochEnded += s => epochs.Add(s.Epoch);
        trainer.Train(3);
        trainer.Train(2);
        Assert.Equal(2, trainer.StepsPerEpoch);
        Assert.Equal([1, 2, 3, 4, 5], steps);
        Assert.Equal([1.0, 2.0], epochs);
    }

    [Fact]
    public void A_resumed_training_ends_where_an_unbroken_one_does()
    {
        var images = Images(10);
        var unbroken = Trainer(images);
        unbroken.Train(6);

        var first = Trainer(images);
        first.Train(3);
        first.Save(File("half"));
        Seed.Everything(99); // other weights, which the file replaces
        var second = new GanTrainer(TinyGenerator(), TinyDiscriminator(), images, s_small);
        second.Load(File("half"));
        Assert.Equal(3, second.Step);
        second.Train(3);

        Assert.True(Same(unbroken.Generator, second.Generator, 0));
        Assert.True(Same(unbroken.Discriminator, second.Discriminator, 0));
    }

    [Fact]
    public void Cancelling_keeps_what_was_learnt_and_training_can_go_on()
    {
        var images = Images(8);
        var (unbroken, trainer) = (Trainer(images), Trainer(images));
        using var cancellation = new CancellationTokenSource();
        trainer.Stepped += s =>
        {
            if (s.Step == 2)
                cancellation.Cancel();
        };
        Assert.Throws<OperationCanceledException>(() => trainer.Train(4, cancellation.Token));
        Assert.Equal(2, trainer.Step);
        Assert.All(trainer.Discriminator.parameters(), weight => Assert.True(weight.requires_grad));

        trainer.Train(2, CancellationToken.None);
        unbroken.Train(4);
        Assert.True(Same(unbroken.Generator, trainer.Generator, 0));
    }

    [Fact]
    public void A_checkpoint_of_another_network_is_refused_and_changes_nothing()
    {
        var trainer = Trainer(Images(8));
        trainer.Train(1);
        using var other = new GanTrainer(
            nn.Sequential(nn.Identity(), Generator(2)), Discriminator(nn.Linear(2, 1)), 2 * rand(8, 2, 1, 1) - 1, s_small);
        other.Save(File("other"));
        var before = trainer.Generator.Sample(Latent.Sample(2, seed: 1));
        var error = Assert.Throws<InvalidDataException>(() => trainer.Load(File("other")));
        Assert.Contains("another network", error.Message);
        Assert.Contains(File("other"), error.Message);
        Assert.Equal(1, trainer.Step);
        Assert.True(before.Same(trainer.Generator.Sample(Latent.Sample(2, seed: 1))));
    }

    [Fact]
    public void A_truncated_checkpoint_is_refused()
    {
        var trainer = Trainer(Images(8));
        trainer.Save(File("whole"));
        System.IO.File.WriteAllBytes(File("cut"), System.IO.File.ReadAllBytes(File("whole"))[..^1000]);
        Assert.Throws<InvalidDataException>(() => trainer.Load(File("cut")));
    }

    [Fact]
    public void Weights_alone_are_no_training_to_go_on_with()
    {
        var trainer = Trainer(Images(8));
        Checkpoint.Save(File("weights"), [("generator", trainer.Generator), ("discriminator", trainer.Discriminator)]);
        Assert.Contains("no training", Assert.Throws<InvalidDataException>(() => trainer.Load(File("weights"))).Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Live_tensors_stay_as_many_over_50_steps(bool bfloat16)
    {
        var judge = Discriminator(nn.Sequential(nn.Linear(3, 8), nn.ReLU(), nn.Linear(8, 1)));
        using var trainer = new GanTrainer(Generator(3), judge, 2 * rand(12, 3, 1, 1) - 1, s_small with { BFloat16 = bfloat16 });
        trainer.Train(4);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        trainer.Train(50);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    /// <summary>A G with one output value against data that is always 1: the game's only equilibrium is G(z) = 1.</summary>
    [Fact]
    public void It_learns_a_distribution_of_one_point()
    {
        Seed.Everything(1);
        using var trainer = new GanTrainer(
            Generator(1), Discriminator(nn.Sequential(nn.Linear(1, 32), nn.LeakyReLU(0.2), nn.Linear(32, 1))), ones(64, 1, 1, 1),
            new GanSettings { BatchSize = 32, LearningRateG = 1e-2, LearningRateD = 1e-2 });
        var z = Latent.Sample(256, seed: 3);
        var before = (trainer.Generator.call(z) - 1).abs().mean().item<float>();
        trainer.Train(400);
        Assert.True(before > 0.7f);
        Assert.InRange((trainer.Generator.call(z) - 1).abs().mean().item<float>(), 0, 0.2f);
    }

    [Fact]
    public void The_saturating_loss_can_be_chosen()
    {
        var trainer = Trainer(Images(8), s_small with { GeneratorLoss = GanLoss.Saturating });
        GanStep? last = null;
        trainer.Stepped += s => last = s;
        trainer.Train(1);
        Assert.True(last!.LossG < 0); // E[log(1 − D)] is a mean of logarithms of probabilities
    }

    /// <summary>Networks whose steps draw numbers as well: dropout in D, and an augmentation.</summary>
    [Fact]
    public void What_else_runs_beside_it_changes_nothing()
    {
        var images = Images(8);
        GanTrainer Drawing()
        {
            Seed.Everything(5);
            var judge = nn.Sequential(nn.Flatten(), nn.Dropout(0.5), nn.Linear(28 * 28, 1));
            return new GanTrainer(TinyGenerator(), judge, images,
                s_small with { StepsOfD = 2, Augment = x => x + randn_like(x) });
        }

        var (alone, a, b) = (Drawing(), Drawing(), Drawing());
        alone.Train(3);
        for (var step = 0; step < 3; step++)
        {
            a.Train(1);
            b.Train(1);
            randn(7);
        }

        Assert.True(Same(alone.Generator, a.Generator, 0));
        Assert.True(Same(alone.Discriminator, b.Discriminator, 0));
    }

    [Fact]
    public void It_leaves_the_numbers_that_others_draw_as_they_were()
    {
        var trainer = Trainer(Images(8));
        Seed.Everything(11);
        var expected = randn(3);
        Seed.Everything(11);
        trainer.Train(2);
        trainer.TrainDiscriminator(1);
        Assert.True(expected.Same(randn(3)));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 3)]
    [InlineData(3, 9)]
    public void Steps_of_D_for_each_of_G(int stepsOfD, int expected)
    {
        var steps = 0;
        var trainer = Trainer(Images(8), s_small with { StepsOfD = stepsOfD, AfterStepOfD = _ => steps++ });
        var before = trainer.Discriminator.parameters().Select(weight => weight.clone()).ToArray();
        trainer.Train(3);
        Assert.Equal(expected, steps);
        Assert.Equal(3, trainer.Step);
        Assert.Equal(stepsOfD == 0, before.Zip(trainer.Discriminator.parameters()).All(pair => pair.First.Same(pair.Second)));
    }

    /// <summary>Weights clipped after each step, as a Wasserstein critic's are.</summary>
    [Fact]
    public void The_hook_after_a_step_of_D_may_change_its_weights()
    {
        static void Clip(nn.Module network)
        {
            using var noGradients = no_grad();
            foreach (var weight in network.parameters())
                weight.clamp_(-0.01, 0.01);
        }

        var trainer = Trainer(Images(8), s_small with { AfterStepOfD = Clip });
        trainer.Train(2);
        Assert.All(trainer.Discriminator.parameters(), weight => Assert.InRange(weight.abs().max().item<float>(), 0, 0.0101f));
    }

    [Fact]
    public void A_penalty_is_paid_at_every_so_many_steps_of_D_and_so_many_times()
    {
        var asked = 0;
        Tensor One(nn.Module<Tensor, Tensor> D, Tensor x, Tensor fake)
        {
            asked++;
            Assert.Equal(x.shape, fake.shape);
            return D.parameters().First().sum();
        }

        var rate = new GanSettings().LearningRateD;
        var trainer = Trainer(Images(8), s_small with
        {
            DiscriminatorLoss = (real, fake) => 0 * (real.sum() + fake.sum()),
            Penalty = new GanPenalty(One, Every: 3),
            OptimizerD = (weights, rate) => optim.SGD(weights, rate),
        });
        var before = trainer.Discriminator.parameters().First().clone();
        trainer.Train(4); // pays in steps 1 and 4, three times the gradient of the sum, which is 1 for each weight
        Assert.Equal(2, asked);
        Assert.True((before - 2 * 3 * rate).allclose(trainer.Discriminator.parameters().First(), atol: 1e-6));
    }

    [Fact]
    public void D_can_be_trained_alone_and_G_stands_still()
    {
        var trainer = Trainer(Images(8));
        var g = trainer.Generator.parameters().Select(weight => weight.clone()).ToArray();
        trainer.TrainDiscriminator(3);
        Assert.Equal(0, trainer.Step);
        Assert.Empty(trainer.History);
        Assert.All(g.Zip(trainer.Generator.parameters()), pair => Assert.True(pair.First.Same(pair.Second)));
    }

    [Fact]
    public void Plain_descent_moves_G_by_the_rate_times_the_gradient()
    {
        var trainer =
            Trainer(Images(8), s_small with { LearningRateG = 0.5, OptimizerG = (weights, rate) => optim.SGD(weights, rate) });
        var before = cat([.. trainer.Generator.parameters().Select(weight => weight.detach().flatten())]);
        trainer.Train(1);
        var after = cat([.. trainer.Generator.parameters().Select(weight => weight.detach().flatten())]);
        Assert.Equal(0.5 * trainer.History[0].GradientG, (after - before).norm().item<float>(), 1e-5);
    }

    [Fact]
    public void What_another_optimizer_than_Adam_remembers_is_saved_too()
    {
        var settings = s_small with { OptimizerD = (weights, rate) => optim.RMSProp(weights, rate) };
        var (unbroken, second) = (Trainer(Images(8), settings), Trainer(Images(8), settings));
        unbroken.Train(2);
        unbroken.Save(File("half"));
        unbroken.Train(2);
        second.Load(File("half"));
        second.Train(2);
        Assert.True(Same(unbroken.Discriminator, second.Discriminator, 0));
        using var adam = Trainer(Images(8));
        Assert.Contains("adam.discriminator", Assert.Throws<InvalidDataException>(() => adam.Load(File("half"))).Message);
    }

    [Fact]
    public void An_optimizer_whose_memory_TorchSharp_does_not_save_is_not_saved()
    {
        var trainer = Trainer(Images(8), s_small with { OptimizerD = (weights, rate) => optim.LBFGS(weights, rate) });
        Assert.Contains("LBFGS", Assert.Throws<InvalidOperationException>(() => trainer.Save(File("other"))).Message);
    }

    [Fact]
    public void What_lasts_for_a_training_is_not_changed_in_the_middle()
    {
        var trainer = Trainer(Images(8));
        trainer.Settings = trainer.Settings with { StepsOfD = 2, GeneratorLoss = GanLoss.Saturating };
        GanSettings[] others =
        [
            s_small with { BatchSize = 2 }, s_small with { Seed = 9 }, s_small with { Beta1 = 0.9 }, s_small with { Beta2 = 0.9 },
        ];
        foreach (var other in others)
            Assert.Contains("new trainer", Assert.Throws<ArgumentException>(() => trainer.Settings = other).Message);
        Assert.Equal(2, trainer.Settings.StepsOfD);
    }

    [Fact]
    public void Examples_can_be_drawn_without_end()
    {
        var asked = new List<int>();
        Tensor Twos(int n, Generator random)
        {
            asked.Add(n);
            return 2 + 0 * randn(n, 1, generator: random);
        }

        using var trainer = new GanTrainer(nn.Linear(3, 1), nn.Linear(1, 1), Twos,
            new() { BatchSize = 5, LatentSize = 3, StepsOfD = 2 });
        trainer.EpochEnded += _ => Assert.Fail("there are no epochs");
        trainer.Train(2);
        Assert.Equal([5, 5, 5, 5, 5], asked); // two turns in each step, and one batch ahead
        Assert.Equal(0, trainer.StepsPerEpoch);
        Assert.All(trainer.History, step => Assert.Equal(0, step.Epoch));
    }

    [Fact]
    public void Fewer_images_than_a_batch_are_refused_with_a_way_out()
    {
        var error = Assert.Throws<ArgumentException>(() => Trainer(Images(3)));
        Assert.Contains("BatchSize", error.Message);
    }

    [Fact]
    public void Equal_seeds_train_equal_networks()
    {
        var images = Images(8);
        var (a, b, c) = (Trainer(images), Trainer(images), Trainer(images, s_small with { Seed = 8 }));
        foreach (var trainer in new[] { a, b, c })
            trainer.Train(2);

        Assert.True(Same(a.Generator, b.Generator, 0));
        Assert.False(Same(a.Generator, c.Generator, 1e-7));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 3)]
    [InlineData(2, 3)]
    [InlineData(0, 1)]
    public void A_recorded_training_is_the_plain_one(int stepsOfD, int every)
    {
        var images = Images(10);
        var settings = s_small with { StepsOfD = stepsOfD, Penalty = R1Penalty.Of(1, every) };
        var (plain, recorded) = (Trainer(images, settings), Trainer(images, settings with { CudaGraph = true }));
        recorded.Algorithm.Recordings.Record = PlainRecording.Of([6]);
        foreach (var trainer in new[] { plain, recorded })
        {
            trainer.Train(9);
            trainer.Settings = trainer.Settings with { LearningRateG = 1e-3 };
            trainer.Train(3);
            trainer.Settings = trainer.Settings with { GeneratorLoss = GanLoss.Saturating };
            trainer.Train(6);
        }

        Assert.Equal(plain.History.Select(Losses), recorded.History.Select(Losses));
        Assert.True(Same(plain.Generator, recorded.Generator, 0));
        Assert.True(Same(plain.Discriminator, recorded.Discriminator, 0));

        static (int, float, float, float) Losses(GanStep step) => (step.Step, step.LossD, step.LossG, step.GradientG);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void No_network_follows_a_loss_that_is_no_number(bool inPenalty)
    {
        var images = Images(10);
        var wrong = false;
        Tensor Spoilt(Tensor loss) => wrong ? loss * double.NaN : loss;
        var trainer = Trainer(images, s_small with
        {
            GeneratorLoss = fake => inPenalty ? GanLoss.NonSaturating(fake) : Spoilt(GanLoss.NonSaturating(fake)),
            Penalty = new GanPenalty((d, x, _) => inPenalty ? Spoilt(d.call(x).square().mean()) : d.call(x).square().mean()),
        });
        trainer.Train(2);
        var (g, d) = (Copy(trainer.Generator), Copy(trainer.Discriminator));
        wrong = true;
        Assert.Throws<NotFiniteNumberException>(() => trainer.Train(1));
        Assert.Equal(2, trainer.Step);
        Assert.All(trainer.Generator.parameters().Zip(g), pair => Assert.True(pair.First.Same(pair.Second)));
        if (inPenalty) Assert.All(trainer.Discriminator.parameters().Zip(d), pair => Assert.True(pair.First.Same(pair.Second)));

        static Tensor[] Copy(nn.Module network) => [.. network.parameters().Select(weight => weight.detach().clone())];
    }

    private static (float LossD, float LossG) PlainStep(
        GanTrainer t, optim.Optimizer adamG, optim.Optimizer adamD, Tensor images, ImageOrder order, int step)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(ImageOrder.Mix(s_small.Seed, step), CPU);
        var z = randn(4, 100, generator: generator);
        var x = (images.index_select(0, order.Batch(step)).to(float32) - 127.5) / 127.5;
        var bce = nn.BCEWithLogitsLoss();
        var (ones, zeros) = (torch.ones(4, 1), torch.zeros(4, 1));

        var fake = t.Generator.call(z);
        adamD.zero_grad();
        var lossD = bce.call(t.Discriminator.call(x), ones) + bce.call(t.Discriminator.call(fake.detach()), zeros);
        lossD.backward();
        adamD.step();

        adamG.zero_grad();
        var lossG = bce.call(t.Discriminator.call(fake), ones);
        lossG.backward();
        adamG.step();
        return (lossD.item<float>(), lossG.item<float>());
    }

    private static Tensor Images(int count)
    {
        using var generator = new Generator(1, CPU);
        return (rand([count, 1, 28, 28], generator: generator) * 255).to(uint8);
    }

    [Fact]
    public void An_objective_of_G_sees_D_and_both_batches_and_takes_the_place_of_its_loss()
    {
        var images = Images(8);
        var asked = 0;
        var trainer = Trainer(images, s_small with
        {
            GeneratorLoss = _ => throw new InvalidOperationException("The loss is not asked."),
            GeneratorObjective = (D, x, fake) =>
            {
                asked++;
                Assert.Equal(x.shape, fake.shape);
                Assert.False(x.requires_grad);
                return GanLoss.NonSaturating(D.call(fake));
            },
        });
        var usual = Trainer(images);
        trainer.Train(3);
        usual.Train(3);
        Assert.Equal(3, asked);
        Assert.Equal(usual.History.Select(step => step.LossG), trainer.History.Select(step => step.LossG));
        Assert.All(usual.Generator.parameters().Zip(trainer.Generator.parameters()),
            pair => Assert.True(pair.First.Same(pair.Second)));
    }

    private static GanTrainer Dcgan(Tensor images)
    {
        Seed.Everything(5);
        return new GanTrainer(new DcganGenerator(), new DcganDiscriminator(), images, s_small);
    }

    private static GanTrainer Trainer(Tensor images, GanSettings? settings = null)
    {
        Seed.Everything(5);
        return new GanTrainer(TinyGenerator(), TinyDiscriminator(), images, settings ?? s_small);
    }

    /// <summary>Pictures of one pixel and so many channels.</summary>
    private static nn.Module<Tensor, Tensor> Generator(int channels) =>
        nn.Sequential(nn.Linear(100, channels), nn.Unflatten(1, [channels, 1, 1]));

    private static nn.Module<Tensor, Tensor> Discriminator(nn.Module<Tensor, Tensor> ofChannels) =>
        nn.Sequential(nn.Flatten(), ofChannels);

    private static nn.Module<Tensor, Tensor> TinyGenerator() => nn.Sequential(
        nn.Linear(100, 16), nn.BatchNorm1d(16), nn.ReLU(), nn.Unflatten(1, [16, 1, 1]), nn.ConvTranspose2d(16, 1, 28), nn.Tanh());

    private static nn.Module<Tensor, Tensor> TinyDiscriminator() => nn.Sequential(
        nn.Conv2d(1, 4, 8, stride: 4), nn.LeakyReLU(0.2), nn.Flatten(),
        nn.Linear(4 * 6 * 6, 8), nn.BatchNorm1d(8), nn.Linear(8, 1));

    private static bool Same(nn.Module a, nn.Module b, double tolerance) => a.state_dict().All(
        entry => entry.Value.to(float64).allclose(b.state_dict()[entry.Key].to(float64), rtol: 0, atol: tolerance));

    private static double MeanDifference(nn.Module a, nn.Module b) =>
        a.parameters().Zip(b.parameters()).Max(pair => (pair.First - pair.Second).abs().mean().item<float>());

    private string File(string name) => Path.Combine(_folder, name + ".safetensors");
}
