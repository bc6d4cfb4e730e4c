using System.Reflection;
using Atelier.Tests.Painting;
using TorchSharp;
using static TorchSharp.torch;

namespace Atelier.Tests.Torch;

/// <summary>Whatever takes long listens to a notebook's stop button without being told to.</summary>
[Collection(nameof(Alone))]
public sealed class StopButtonTests : IDisposable
{
    private static readonly Vgg19 s_vgg = TinyVgg.Network("conv3_1");
    private static readonly Tensor s_photo = TinyVgg.Picture(20, 24).DetachFromDisposeScope();

    private static readonly Dictionary<string, Action> s_work = new()
    {
        ["GanTrainer.Train"] = () => Gan().Train(1),
        ["GanTrainer.TrainDiscriminator"] = () => Gan().TrainDiscriminator(1),
        ["ToyGan.Train"] = () => new ToyGan(new RingOfGaussians()).Train(1),
        ["ToyGan.Play"] = () => new ToyGan(new RingOfGaussians()).Play(1, ""),
        ["ClassifierTraining.Run"] = Classify,
        ["CycleGanTrainer.Train"] = () => new CycleGanTrainer(
            new CycleGan(width: 8, blocks: 1), zeros(2, 1, 8, 8) - 1, zeros(2, 3, 8, 8) - 1, new() { BatchSize = 2 }).Train(1),
        ["StyleTransfer.Run"] =
            () => new StyleTransfer(s_vgg, s_photo, s_photo,
                new() { ContentLayer = "relu1_1", StyleLayers = ["relu1_1"] }).Run(1),
        ["StyleTrainer.Train"] = Paint,
        ["Mnist.Train"] = () => Mnist.Train().Dispose(),
        ["Mnist.Test"] = () => Mnist.Test().Dispose(),
    };

    public static TheoryData<string> Names => [.. s_work.Keys];

    public void Dispose() => AppContext.SetData("Atelier.Cancellation", null);

    [Theory, MemberData(nameof(Names))]
    public void It_stops(string name)
    {
        using var scope = NewDisposeScope();
        AppContext.SetData("Atelier.Cancellation", (Func<CancellationToken>)(() => new CancellationToken(canceled: true)));
        Assert.Throws<OperationCanceledException>(s_work[name]);
    }

    [Theory, MemberData(nameof(Names))]
    public void It_works_where_nobody_presses_it(string name)
    {
        using var scope = NewDisposeScope();
        s_work[name]();
    }

    [Fact]
    public void No_other_public_method_works_for_long() => Assert.Equal(
        s_work.Keys.Order(),
        from type in typeof(GanTrainer).Assembly.GetExportedTypes()
        from method in type.GetMethods(
            BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where method.GetParameters()
            .Any(parameter => Nullable.GetUnderlyingType(parameter.ParameterType) == typeof(CancellationToken))
            || (method.Name is "Train" or "Run" or "Paint" && method.GetParameters().Any(parameter => parameter.Name == "steps"))
        orderby $"{type.Name}.{method.Name}"
        select $"{type.Name}.{method.Name}");

    private static GanTrainer Gan() => new(
        nn.Sequential(nn.Linear(100, 784), nn.Tanh(), nn.Unflatten(1, [1, 28, 28])),
        nn.Sequential(nn.Flatten(), nn.Linear(784, 1)), zeros(4, 1, 28, 28, dtype: uint8), new() { BatchSize = 4 });

    private static void Classify()
    {
        using var mnist = Mnist.Load("t10k", MnistFiles.Sample);
        using var few = mnist.Subset(128);
        ClassifierTraining.Run(new DigitClassifier().to(Compute.Device), few, epochs: 1);
    }

    private static void Paint()
    {
        var settings = new FastStyleSettings { ContentLayer = "relu1_1", StyleLayers = ["relu1_1"], CropSize = 16 };
        using var trainer = new FastStyleTrainer(new FastStyle(width: 4, blocks: 1), s_vgg, s_photo, [s_photo], settings);
        trainer.Train(1);
    }
}
