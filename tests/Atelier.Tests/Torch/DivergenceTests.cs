using Atelier.Making;
using Atelier.Tests.Painting;
using TorchSharp;
using static TorchSharp.torch;

namespace Atelier.Tests.Torch;

/// <summary>
/// Every trainer with something that makes it diverge: it stops with a message that names step and loss, and what learns is, to
/// the last bit, what it was before the step that was stopped.
/// </summary>
[Collection(nameof(Alone))]
public sealed class DivergenceTests : IDisposable
{
    private const double FarTooHigh = 1e37; // Adam's first step is about as long as this: the second loss overflows

    private static readonly string[] s_layers = ["relu1_1", "relu2_1"];

    private readonly DisposeScope _scope = NewDisposeScope();

    public DivergenceTests() => Seed.Everything(1);

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void A_GAN_on_pictures()
    {
        var generator = nn.Sequential(nn.Linear(100, 16), nn.Unflatten(1, [1, 4, 4]), nn.Tanh());
        var discriminator = nn.Sequential(nn.Flatten(), nn.Linear(16, 1));
        using var trainer = new GanTrainer(
            generator, discriminator, 2 * rand(8, 1, 4, 4) - 1,
            new() { BatchSize = 4, LearningRateG = FarTooHigh, LearningRateD = FarTooHigh });
        var before = new Weights(generator);
        trainer.Stepped += _ => before.Take();

        var error = Stops(() => trainer.Train(10), "lossD", "lossG", "the length of lossG's gradient");
        Assert.InRange(trainer.Step, 0, 1);
        Assert.Contains("it is 1e+37", error.Message);
        before.AssertKept();
        Assert.All(discriminator.parameters(), weight => Assert.True(weight.requires_grad));
    }

    [Fact]
    public void A_generators_own_loss()
    {
        var generator = nn.Sequential(nn.Linear(100, 16), nn.Unflatten(1, [1, 4, 4]));
        var discriminator = nn.Sequential(nn.Flatten(), nn.Linear(16, 1));
        var settings = new GanSettings { BatchSize = 4, GeneratorLoss = fake => (fake - fake).log().mean() }; // log 0
        using var trainer = new GanTrainer(generator, discriminator, 2 * rand(8, 1, 4, 4) - 1, settings);
        var before = new Weights(generator);
        Assert.Contains("infinite", Stops(() => trainer.Train(1), "lossG").Message);
        before.AssertKept();
    }

    [Fact]
    public void A_GAN_in_the_plane()
    {
        using var game = new ToyGan(
            new(), ToyGan.Usual with { BatchSize = 16, LearningRateD = FarTooHigh, LearningRateG = FarTooHigh }, hidden: 8);
        Stops(() => game.Train(10), "lossD", "lossG");
        Assert.InRange(game.Trainer.Step, 0, 1);
        Assert.All(game.Trainer.History, step => Assert.True(double.IsFinite(step.LossD) && double.IsFinite(step.LossG)));
    }

    [Fact]
    public void A_small_GAN()
    {
        using var digits = Mnist.Load("train", MnistFiles.Sample);
        using var gan = new SmallGan(digits, SmallGan.Usual with { LearningRateD = FarTooHigh });
        var before = new Weights(gan.G);
        Stops(() => gan.Trainer.Train(5), "lossD", "lossG", "the length of lossG's gradient");
        before.AssertKept();
        Assert.All(gan.Trainer.History, step => Assert.True(double.IsFinite(step.LossD) && double.IsFinite(step.LossG)));
    }

    [Fact]
    public void Two_translators()
    {
        using var gan = new CycleGan(width: 8, blocks: 1);
        using var trainer = new CycleGanTrainer(
            gan, 2 * rand(4, 1, 8, 8) - 1, 2 * rand(4, 3, 8, 8) - 1, new() { BatchSize = 2, LearningRate = FarTooHigh });
        var before = new Weights(gan);
        trainer.Stepped += _ => before.Take();
        Stops(() => trainer.Train(10), "lossD", "lossG", "the cycle of A", "the cycle of B");
        before.AssertKept();
        Assert.All(trainer.DA.parameters(), weight => Assert.True(weight.requires_grad));
    }

    [Fact]
    public void A_painter()
    {
        using var vgg = TinyVgg.Network("conv2_1");
        using var painter = nn.Sequential(nn.Conv2d(3, 3, 3, padding: 1));
        using var trainer = new FastStyleTrainer(
            painter, vgg, TinyVgg.Picture(16, 16), [TinyVgg.Picture(20, 20)],
            new() { ContentLayer = "relu2_1", StyleLayers = s_layers, CropSize = 16, LearningRate = FarTooHigh });
        StopsAndKeeps(trainer, painter);
    }

    [Fact]
    public void A_decoder()
    {
        using var vgg = TinyVgg.Network("conv3_1");
        using var decoder = new AdaInDecoder(channels: 4);
        using var trainer = new AdaInTrainer(
            decoder, vgg, [TinyVgg.Picture(20, 20)], [TinyVgg.Picture(20, 20, seed: 2)],
            new() { CropSize = 16, LearningRate = FarTooHigh });
        StopsAndKeeps(trainer, decoder);
    }

    [Theory]
    [InlineData(StyleOptimizer.Adam)]
    [InlineData(StyleOptimizer.Lbfgs)]
    public void A_painting(StyleOptimizer optimizer)
    {
        using var vgg = TinyVgg.Network("conv2_1");
        var photo = TinyVgg.Picture(16, 20);
        var settings = new StyleTransferSettings
        {
            ContentLayer = "relu2_1",
            StyleLayers = s_layers,
            Beta = double.MaxValue,
            Optimizer = optimizer,
        };
        using var painting = new StyleTransfer(vgg, photo, TinyVgg.Picture(12, 12, seed: 2), settings);
        Stops(() => painting.Run(3), "L_total");
        Assert.Equal(0, painting.Step);
        Assert.True(painting.Picture().Same(photo));
    }

    /// <summary>√x has no slope at 0: the loss is a number and its gradient is not.</summary>
    [Fact]
    public void A_gradient_that_is_no_number_stops_LBFGS_where_it_is()
    {
        var x = zeros(3, requires_grad: true);
        using var lbfgs = new Lbfgs(x);
        Assert.Equal(double.NaN, lbfgs.Step(() => (x * x).sqrt().sum()));
        Assert.Equal(0, x.abs().sum().item<float>());
    }

    [Fact]
    public void A_classifier()
    {
        using var digits = Mnist.Load("train", MnistFiles.Sample);
        using var classifier = new DigitClassifier().to(Compute.Device);
        using (no_grad())
            classifier.parameters().Last().fill_(float.NaN);
        var before = new Weights(classifier);
        var shares = new List<double>();
        Stops(() => ClassifierTraining.Run(classifier, digits, epochs: 1, progress: shares.Add), "the cross-entropy");
        Assert.Empty(shares);
        before.AssertKept();
    }

    [Fact]
    public void A_student_of_VGG()
    {
        using var weights = TinyVgg.Weights("conv2_1", width: 8);
        using var teacher = new Vgg19(weights, device: CPU);
        using var student = TinyVgg.Weights("conv2_1", width: 8, seed: 2);
        using var training = new VggDistillation(
            teacher, student, [TinyVgg.Picture(32, 32)], steps: 60, cropSize: 32, learningRate: FarTooHigh);
        using var kept = new VggWeightsBefore(training);
        training.Stepped += (_, _) => kept.Take();
        Stops(training.Run, "the error at relu1_1", "the error at relu2_1");
        kept.AssertKept();
    }

    [Fact]
    public void A_compression_names_the_layer()
    {
        using var weights = TinyVgg.Weights("conv1_2", width: 8);
        weights.Tensors["features.2.weight"].fill_(float.NaN);
        using var teacher = new Vgg19(weights, device: CPU);
        var error = Assert.Throws<NotFiniteNumberException>(
            () => VggCompression.Compress(teacher, TinyVgg.Picture(24, 24).unsqueeze(0), "conv1_2"));
        Assert.StartsWith("conv1_2 cannot be fitted", error.Message);
    }

    [Fact]
    public void A_loop_of_ones_own_that_shows_its_losses()
    {
        var view = new TrainingView(100, () => new Picture(rand(1, 8, 8), "", ""));
        view.Report(1, ("loss", 2));
        var error = Stops(() => view.Report(2, ("loss", double.NaN)), "loss");
        Assert.StartsWith("Step 2", error.Message);
    }

    private static void StopsAndKeeps(StyleTrainer trainer, nn.Module network)
    {
        var before = new Weights(network);
        var reports = new List<StyleStep>();
        trainer.Stepped += step =>
        {
            reports.Add(step);
            before.Take();
        };
        Stops(() => trainer.Train(10), "L_content", "L_style", "L_tv", "L_total");
        Assert.Equal(reports.Count, trainer.Step);
        Assert.All(reports, step => Assert.True(float.IsFinite(step.Total)));
        before.AssertKept();
    }

    private static NotFiniteNumberException Stops(Action train, params string[] losses)
    {
        var error = Assert.Throws<NotFiniteNumberException>(train);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Contains(losses, loss => error.Message.Contains($": {loss} is ", StringComparison.Ordinal));
        return error;
    }

    private static void Stops(Action<CancellationToken> train, params string[] losses) => Stops(() => train(default), losses);

    /// <summary>The weights of networks at the last moment that was taken.</summary>
    private sealed class Weights
    {
        private readonly nn.Module[] _networks;
        private Tensor[] _taken = [];

        public Weights(params nn.Module[] networks)
        {
            _networks = networks;
            Take();
        }

        private IEnumerable<Tensor> Now => _networks.SelectMany(network => network.parameters());

        public void Take() => _taken = [.. Now.Select(weight => weight.detach().clone().DetachFromDisposeScope())];

        public void AssertKept() => Assert.All(
            _taken.Zip(Now), pair => Assert.True(pair.First.nan_to_num(7).equal(pair.Second.nan_to_num(7)).all().item<bool>()));
    }

    private sealed class VggWeightsBefore(VggDistillation training) : IDisposable
    {
        private VggWeights _taken = training.Weights();

        public void Take()
        {
            _taken.Dispose();
            _taken = training.Weights();
        }

        public void AssertKept()
        {
            using var now = training.Weights();
            Assert.All(_taken.Tensors, pair => Assert.True(pair.Value.equal(now.Tensors[pair.Key]).all().item<bool>()));
        }

        public void Dispose() => _taken.Dispose();
    }
}
