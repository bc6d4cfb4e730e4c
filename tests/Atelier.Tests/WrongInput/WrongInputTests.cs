using Atelier.Making;
using Atelier.Tests.Painting;
using TorchSharp;
using static TorchSharp.torch;

namespace Atelier.Tests.WrongInput;

/// <summary>
/// Every place that takes pictures, and every wrong picture that can be handed in there: it is refused in one line that says what came,
/// what is wanted and, mostly, what to do; and what is wanted is let in.
/// </summary>
[Collection(nameof(Torch.Alone))]
public sealed class WrongInputTests : IDisposable
{
    private static readonly string[] shape = ["whole numbers", "a dimension less", "empty", "channels last"];
    private static readonly string[] values = ["bytes as floats", "NaN in it", "−1 … 1 for 0 … 1"];
    private static readonly string[] signed = ["bytes as floats", "NaN in it", "0 … 1 for −1 … 1"];
    private static readonly string[] anyPrecision = [.. shape, "grey for colour"];
    private static readonly string[] colour = [.. anyPrecision, "doubles"];
    private static readonly string[] one = [.. colour, "a batch for one"];
    private static readonly string[] digits = [.. shape, "doubles", "colour for grey", "32 x 32"];

    private static readonly string[] layers = ["relu1_1", "relu2_1", "relu3_1"];
    private static readonly Vgg19 vgg = TinyVgg.Network("conv3_1");
    private static readonly PerceptualSettings perceptual = new() { ContentLayer = "relu3_1", StyleLayers = layers };
    private static readonly Tensor photo = TinyVgg.Picture(20, 24).DetachFromDisposeScope(); // not the first test's
    private static readonly Tensor painting = TinyVgg.Picture(18, 18, seed: 2).DetachFromDisposeScope();

    private static readonly Door[] doors =
    [
        .. Pictures(), .. Styles(), .. Trainers(), .. Networks(), .. Judges(),
    ];

    private readonly DisposeScope scope = NewDisposeScope();

    public static TheoryData<string, string> Refused => [.. doors.SelectMany(door => door.Mistakes.Select(mistake => (door.Name, mistake)))];

    public static TheoryData<string> Names => [.. doors.Select(door => door.Name)];

    public void Dispose() => scope.Dispose();

    [Theory, MemberData(nameof(Refused))]
    public void It_is_refused_in_the_readers_words(string name, string mistake)
    {
        var door = Find(name);
        var wrong = Mistake.All[mistake].Make(door.Good());
        var message = Assert.Throws<ArgumentException>(() => door.Enter(wrong)).Message;
        Assert.DoesNotContain('\n', message);
        Assert.Contains(" is wanted", message.Replace("are wanted", "is wanted"));
        Assert.Contains(Mistake.All[mistake].Came(wrong), message);
    }

    [Theory, MemberData(nameof(Names))]
    public void What_is_wanted_is_let_in(string name)
    {
        var door = Find(name);
        door.Enter(door.Good());
    }

    [Fact]
    public void A_picture_that_is_shown_says_what_is_cut_off()
    {
        var bytes = new Picture(rand(3, 8, 8) * 255, "A photo.", "A cat.");
        Assert.Matches(@"^Picture: A photo\. \(values from \S+ to 2\d\d: what lies outside 0 … 1 is cut off", bytes.ToString());
    }

    private static Door Find(string name) => doors.Single(door => door.Name == name);

    private static Tensor Digits(int count = 6)
    {
        using var generator = new Generator(3, CPU);
        return 2 * rand([count, 1, 28, 28], generator: generator) - 1;
    }

    private static Tensor Batch() => photo.unsqueeze(0);

    private static IEnumerable<Door> Pictures()
    {
        string[] drawn = ["whole numbers", "empty", "channels last"];
        yield return new("Picture", x => _ = new Picture(x, "", ""), () => photo, drawn);
        yield return new("Filmstrip.Add", x => new Filmstrip("").Add(x, ""), () => photo, drawn);
        yield return new("Images.Grid", x => Images.Grid(x), Batch, ["whole numbers", "a dimension less", "empty", "channels last"]);
        yield return new("Images.ToPng", x => Images.ToPng(x), () => photo, [.. drawn, "a batch for one"]);
        yield return new("Images.ToJpeg", x => Images.ToJpeg(x), () => photo, [.. drawn, "a batch for one"]);
        yield return new("Images.Save", Save, () => photo, [.. drawn, .. values, "a batch for one"]);
        yield return new("Images.Resize", x => Images.Resize(x, 9), () => photo, "whole numbers", "a dimension less", "empty");
        yield return new("Colours.Luminance", x => Colours.Luminance(x), () => photo, one);
        yield return new("Colours.KeepOf, photo", x => Colours.KeepOf(x, photo), () => photo, one);
        yield return new("Colours.KeepOf, painting", x => Colours.KeepOf(photo, x), () => photo, "another size", "a batch for one");
        yield return new("Colours.Match", x => Colours.Match(x, photo), () => photo, one);
        yield return new("Colours.Match, like", x => Colours.Match(photo, x), () => photo, one);

        static void Save(Tensor x)
        {
            var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.png");
            try
            {
                Images.Save(x, file);
            }
            finally
            {
                File.Delete(file);
            }
        }
    }

    private static IEnumerable<Door> Styles()
    {
        var settings = new StyleTransferSettings { ContentLayer = "relu3_1", StyleLayers = layers };
        string[] pixels = [.. one, .. values, "one pixel"];
        void Paint(Tensor photo, Style style, Tensor? start = null) => new StyleTransfer(vgg, photo, [style], settings, start).Dispose();
        yield return new("StyleTransfer, photo", x => Paint(x, new(painting)), () => photo, pixels);
        yield return new("StyleTransfer, style", x => Paint(photo, new(x)), () => painting, pixels);
        yield return new("StyleTransfer, start", x => Paint(photo, new(painting), x), () => photo, [.. values, "another size", "a batch for one", "grey for colour"]);
        yield return new("StyleTransfer, mask", x => Paint(photo, new(painting, Mask: x)), () => ones(20, 24), "another size", "a dimension less");
        yield return new("StyleTarget", x => new StyleTarget(vgg, new(x), layers).Dispose(), () => painting, pixels);
        yield return new("PerceptualLoss, style", x => new PerceptualLoss(vgg, [new(x)], perceptual).Dispose(), () => painting, pixels);
        yield return new("PerceptualLoss.ContentOf", Content, Batch, [.. shape[..1], .. shape[2..], "doubles", "grey for colour", "one pixel"]);
        yield return new("StyleLoss.TotalVariation", x => StyleLoss.TotalVariation(x), Batch, "a dimension less", "one pixel");

        static void Content(Tensor x)
        {
            using var loss = new PerceptualLoss(vgg, [new(painting)], perceptual);
            loss.ContentOf(x);
        }
    }

    private static IEnumerable<Door> Trainers()
    {
        var settings = new FastStyleSettings { ContentLayer = "relu3_1", StyleLayers = layers, CropSize = 16 };
        string[] pieces = [.. one, .. values, "one pixel", "another size"];
        void Teach(Tensor style, Tensor photo) => new FastStyleTrainer(new FastStyle(width: 4, blocks: 1), vgg, style, [photo], settings).Dispose();
        void Decode(Tensor photo, Tensor style) => new AdaInTrainer(new AdaInDecoder(channels: 4), vgg, [photo], [style], settings).Dispose();
        yield return new("FastStyleTrainer, style", x => Teach(x, photo), () => painting, [.. one, .. values, "one pixel"]);
        yield return new("FastStyleTrainer, photos", x => Teach(painting, x), () => photo, pieces);
        yield return new("AdaInTrainer, photos", x => Decode(x, painting), () => photo, pieces);
        yield return new("AdaInTrainer, styles", x => Decode(photo, x), () => painting, pieces);
        yield return new("RandomCrops", x => _ = new RandomCrops([photo, x], 16, seed: 1), () => photo, pieces);
        yield return new("VggDistillation", Distil, () => photo, pieces);
        yield return new("VggCompression", x => VggCompression.Compress(vgg, x, "conv1_1").Dispose(), Batch, [.. colour, .. values]);
        yield return new("GanTrainer, floats", Train, () => Digits(), [.. signed, "whole numbers", "a dimension less", "doubles", "32 x 32", "colour for grey"]);

        yield return new("CycleGanTrainer, A", x => Cycle(x, Coloured()), () => Digits(), [.. digits[..5], .. signed]);
        yield return new("CycleGanTrainer, B", x => Cycle(Digits(), x), Coloured, [.. colour, .. signed, "32 x 32", "another size"]);
        yield return new("DigitDomains.Over, digits", x => DigitDomains.Over(x, rand(6, 3, 28, 28)), () => Digits(), [.. digits[..5], .. signed]);
        yield return new("DigitDomains.Over, patches", x => DigitDomains.Over(Digits(), x), () => rand(6, 3, 28, 28), [.. colour, .. values]);

        static Tensor Coloured() => 2 * rand(6, 3, 28, 28) - 1;
        void Cycle(Tensor a, Tensor b) => new CycleGanTrainer(new CycleGan(width: 8, blocks: 1), a, b, new() { BatchSize = 4 }).Dispose();
        static void Distil(Tensor x)
        {
            using var weights = TinyVgg.Weights("conv3_1");
            new VggDistillation(vgg, weights, [x], steps: 1, cropSize: 16).Dispose();
        }

        static void Train(Tensor x)
        {
            var generator = nn.Sequential(nn.Linear(100, 784), nn.Tanh(), nn.Unflatten(1, [1, 28, 28]));
            new GanTrainer(generator, new DcganDiscriminator(), x, new() { BatchSize = 4 }).Dispose();
        }
    }

    private static IEnumerable<Door> Networks()
    {
        var painter = new FastStyle(width: 4, blocks: 1);
        painter.eval();
        var any = new AdaInPainter(vgg, new AdaInDecoder(channels: 4));
        string[] batch = [.. colour, .. values, "one pixel"];
        yield return new("Vgg19.Features", x => vgg.Features(x, layers), Batch, [.. shape[..1], .. shape[2..], "doubles", "grey for colour", "one pixel"]);
        yield return new("VggInput.Normalize", x => VggInput.Oxford.Normalize(x), Batch, anyPrecision);
        yield return new("VggInput.Denormalize", x => VggInput.Oxford.Denormalize(x), Batch, anyPrecision);
        yield return new("FastStyle", x => painter.call(x), Batch, batch);
        yield return new("AdaInPainter.Paint, photos", x => any.Paint(x, painting.unsqueeze(0)), Batch, batch);
        yield return new("AdaInPainter.Paint, styles", x => any.Paint(Batch(), x), () => painting.unsqueeze(0), batch);
        yield return new("DcganDiscriminator", x => new DcganDiscriminator().call(x), () => Digits(), digits);
        yield return new("WholeDigitDiscriminator", x => new WholeDigitDiscriminator().call(x), () => Digits(), digits);
        yield return new("R1Penalty", x => R1Penalty.Of(new DcganDiscriminator(), x, gamma: 1), () => Digits(), digits);
    }

    private static IEnumerable<Door> Judges()
    {
        var classifier = new DigitClassifier();
        var judge = new GeneratorJudge(classifier, Digits());
        string[] all = [.. digits, .. signed];
        yield return new("DigitClassifier", x => classifier.call(x), () => Digits(), digits);
        yield return new("DigitClassifier.Features", x => classifier.Features(x), () => Digits(), all);
        yield return new("DigitClassifier.Digits", x => classifier.Digits(x), () => Digits(), all);
        yield return new("GeneratorJudge", x => new GeneratorJudge(classifier, x).Dispose(), () => Digits(), all);
        yield return new("GeneratorJudge.Judge", x => judge.Judge(x), () => Digits(), all);
        yield return new("Symptoms.Of", Examine, () => Digits(), all);
        yield return new("Checkerboard.Strength", x => Checkerboard.Strength(x), () => Digits(), [.. shape, "NaN in it", "colour for grey", "one pixel"]);

        static void Examine(Tensor x)
        {
            using var digits = Mnist.Load("train", MnistFiles.Sample);
            using var gan = new SmallGan(digits);
            gan.Trainer.Train(1);
            Symptoms.Of(gan, x);
        }
    }
}
