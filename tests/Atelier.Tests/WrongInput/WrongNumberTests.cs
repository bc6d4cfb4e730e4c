using Atelier.Making;
using Atelier.Tests.Painting;
using TorchSharp;
using static TorchSharp.torch;

namespace Atelier.Tests.WrongInput;

/// <summary>
/// Numbers that make no training or judgement: each is refused in one line that names it and says what is wanted.
/// </summary>
[Collection(nameof(Torch.Alone))]
public sealed class WrongNumberTests : IDisposable
{
    private static readonly Mnist s_sample = Mnist.Load("train", MnistFiles.Sample);
    private static readonly Vgg19 s_vgg = TinyVgg.Network("conv2_1");
    private static readonly Tensor s_photo = TinyVgg.Picture(20, 20).DetachFromDisposeScope(); // not the first test's
    private static readonly string[] s_layers = ["relu1_1"];
    private static readonly StyleTransferSettings s_paint = new() { ContentLayer = "relu2_1", StyleLayers = s_layers };
    private static readonly FastStyleSettings s_teach = new() { ContentLayer = "relu2_1", StyleLayers = s_layers, CropSize = 16 };

    private static readonly (string What, Action<double> Enter)[] s_rates =
    [
        ("GanTrainer, D", rate => Gan(new() { LearningRateD = rate })),
        ("GanTrainer, G", rate => Gan(new() { LearningRateG = rate })),
        ("GanTrainer.Settings", rate => { using var gan = Gan(); gan.Settings = gan.Settings with { LearningRateG = rate }; }),
        ("ToyGan, D", rate => new ToyGan(new(), ToyGan.Usual with { LearningRateD = rate }).Dispose()),
        ("ToyGan, G", rate => new ToyGan(new(), ToyGan.Usual with { LearningRateG = rate }).Dispose()),
        ("SmallGan, D", rate => { using var gan = new SmallGan(
            s_sample, SmallGan.Usual with { LearningRateD = rate }); gan.Trainer.Train(1); }),
        ("SmallGan, G", rate => { using var gan = new SmallGan(
            s_sample, SmallGan.Usual with { LearningRateG = rate }); gan.Trainer.Train(1); }),
        ("CycleGanTrainer", rate => Cycle(new() { LearningRate = rate })),
        ("CycleGanTrainer.LearningRate", rate => { using var gan = Cycle(new()); gan.LearningRate = rate; }),
        ("CycleGanSettings' weights", weight => { Cycle(
            new() { LambdaA = weight, LambdaB = 1 }); Cycle(new() { LambdaIdentity = weight }); }),
        ("StyleTransfer", rate => new StyleTransfer(s_vgg, s_photo, s_photo, s_paint with { LearningRate = rate }).Dispose()),
        ("FastStyleTrainer", rate => Painter(s_teach with { LearningRate = rate }).Dispose()),
        ("VggDistillation", rate => { using var student =
            TinyVgg.Weights(); new VggDistillation(s_vgg, student, [s_photo], 1, cropSize: 16, learningRate: rate).Dispose(); }),
    ];

    private static readonly (string What, int Wrong, Action<int> Enter)[] s_counts =
    [
        ("GanTrainer.Train", 0, steps => { using var gan = Gan(); gan.Train(steps); }),
        ("GanSettings.BatchSize", 1, size => Gan(new() { BatchSize = size })),
        ("ToyGan.Train", 0, steps => { using var game = new ToyGan(new()); game.Train(steps); }),
        ("SmallGan.Train", 0, rounds => { using var gan = new SmallGan(s_sample); gan.Trainer.Train(rounds); }),
        ("CycleGanTrainer.Train", 0, steps => { using var gan = Cycle(new()); gan.Train(steps); }),
        ("CycleGanSettings.BatchSize", 0, size => Cycle(new() { BatchSize = size })),
        ("CycleGanSettings.StepsOfD", 0, steps => Cycle(new() { StepsOfD = steps })),
        ("PictureBuffer's size", -1, size => new PictureBuffer(size).Dispose()),
        ("StyleTransfer.Run", 0, steps => { using var painting =
            new StyleTransfer(s_vgg, s_photo, s_photo, s_paint); painting.Run(steps); }),
        ("StyleTransfer's styles", 0, count => new StyleTransfer(s_vgg, s_photo, new Style[count], s_paint).Dispose()),
        ("StyleTrainer.Train", 0, steps => { using var trainer = Painter(s_teach); trainer.Train(steps); }),
        ("FastStyleSettings.BatchSize", 0, size => Painter(s_teach with { BatchSize = size }).Dispose()),
        ("RandomCrops' pictures", 0, count => _ = new RandomCrops(new Tensor[count], 16, seed: 1)),
        ("VggDistillation's steps", 0, steps => { using var student =
            TinyVgg.Weights(); new VggDistillation(s_vgg, student, [s_photo], steps, cropSize: 16).Dispose(); }),
        ("ClassifierTraining's epochs", -1, epochs => ClassifierTraining.Run(new DigitClassifier(), s_sample, epochs)),
        ("ClassifierTraining's digits", 100, count => { using var few =
            s_sample.Subset(count); ClassifierTraining.Run(new DigitClassifier(), few, 1); }),
        ("GeneratorJudge's pictures", 1, count => { using var judge = new GeneratorJudge(
            new DigitClassifier(), zeros(count, 1, 28, 28)); }),
    ];

    private readonly DisposeScope _scope = NewDisposeScope();

    public static TheoryData<string, double> Rates =>
        [.. s_rates.SelectMany(_ => new[] { double.NaN, -0.001, double.PositiveInfinity }, (rate, wrong) => (rate.What, wrong))];

    public static TheoryData<string> Counts => [.. s_counts.Select(count => count.What)];

    public void Dispose() => _scope.Dispose();

    [Theory, MemberData(nameof(Rates))]
    public void A_learning_rate_is_finite_and_not_negative(string what, double wrong) =>
        Refused($"is {wrong}", () => s_rates.Single(rate => rate.What == what).Enter(wrong));

    [Fact]
    public void A_learning_rate_that_is_a_number_is_let_in() => Assert.All(s_rates, rate => rate.Enter(0.001));

    [Theory, MemberData(nameof(Counts))]
    public void There_is_something_to_count(string what)
    {
        var (_, wrong, enter) = s_counts.Single(count => count.What == what);
        Refused($"is {wrong}", () => enter(wrong));
    }

    [Fact]
    public void Networks_that_do_not_fit_together_are_told_before_the_first_step()
    {
        var small = nn.Sequential(nn.Linear(100, 16), nn.Unflatten(1, [1, 4, 4]));
        var generator = nn.Sequential(nn.Linear(100, 784), nn.Unflatten(1, [1, 28, 28]));
        var deaf = nn.Sequential(nn.Linear(64, 784), nn.Unflatten(1, [1, 28, 28]));
        Says("The images came as [2000, 1, 28, 28] byte, but pictures [1, 4, 4], as G makes them, are wanted", small,
            new DcganDiscriminator());
        Says("G cannot take noise [2, 100]", deaf, new DcganDiscriminator());
        Says("D cannot take pictures [1, 28, 28]", generator, nn.Linear(3, 1));
        Says("D answers two pictures with [2, 5]", generator, nn.Sequential(nn.Flatten(), nn.Linear(784, 5)));

        static void Says(string words, nn.Module<Tensor, Tensor> generator, nn.Module<Tensor, Tensor> discriminator)
        {
            var message =
                Assert.Throws<ArgumentException>(() => new GanTrainer(generator, discriminator, s_sample.Images)).Message;
            Assert.DoesNotContain('\n', message);
            Assert.StartsWith(words, message);
        }
    }

    [Fact]
    public void Looking_whether_they_fit_changes_nothing_in_the_networks()
    {
        using var generator = new DcganGenerator();
        using var discriminator = new DcganDiscriminator();
        generator.eval();
        var before = State();
        Gan(generator: generator, discriminator: discriminator).Dispose();
        Assert.False(generator.training);
        Assert.True(discriminator.training);
        Assert.All(before.Zip(State()), pair => Assert.True(pair.First.equal(pair.Second).all().item<bool>()));

        Tensor[] State() =>
            [.. generator.state_dict().Values.Concat(discriminator.state_dict().Values).Select(tensor => tensor.clone())];
    }

    [Fact]
    public void Features_that_hold_NaN_are_named_by_their_set()
    {
        var (good, bad) = (rand(6, 3), full(6, 3, float.NaN));
        Func<Tensor, Tensor, object>[] metrics =
        [
            (x, y) => FrechetClassifierDistance.Between(x, y),
            (x, y) => KernelDistance.Between(x, y),
            (x, y) => PrecisionRecall.Between(x, y),
        ];
        Assert.All(metrics, metric =>
        {
            Assert.StartsWith("The first set of features (real) came with 18 of 18 values",
                Assert.Throws<ArgumentException>(() => metric(bad, good)).Message);
            Assert.StartsWith("The second set of features (fake)",
                Assert.Throws<ArgumentException>(() => metric(good, bad)).Message);
        });
        var error = Assert.Throws<ArgumentException>(
            () => FrechetClassifierDistance.OfGaussians(rand(2), eye(2), rand(2), full(2, 2, float.NaN)));
        Assert.StartsWith("The second covariance", error.Message);
    }

    private static void Refused(string came, Action enter)
    {
        var message = Assert.Throws<ArgumentException>(enter).Message;
        Assert.DoesNotContain('\n', message);
        Assert.Contains(came, message);
        Assert.Contains("wanted", message);
    }

    private static CycleGanTrainer Cycle(CycleGanSettings settings) =>
        new(new CycleGan(width: 8, blocks: 1), zeros(32, 1, 8, 8) - 1, zeros(32, 3, 8, 8) - 1, settings);

    private static GanTrainer Gan(
        GanSettings? settings = null, nn.Module<Tensor, Tensor>? generator = null,
        nn.Module<Tensor, Tensor>? discriminator = null) =>
        new(generator ?? nn.Sequential(nn.Linear(100, 784), nn.Unflatten(1, [1, 28, 28])),
            discriminator ?? new DcganDiscriminator(),
            s_sample.Images[..256], settings);

    private static FastStyleTrainer Painter(FastStyleSettings settings) =>
        new(new FastStyle(width: 4, blocks: 1), s_vgg, s_photo, [s_photo], settings);
}
