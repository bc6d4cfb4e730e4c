using Atelier.Making;
using Atelier.Tests.Painting;
using TorchSharp;
using static TorchSharp.torch;

namespace Atelier.Tests.WrongInput;

/// <summary>
/// Every place that takes pictures, and every wrong picture that can be handed in there: it is refused in one line that says what
/// came, what is wanted and, mostly, what to do; and what is wanted is let in.
/// </summary>
[Collection(nameof(Torch.Alone))]
public sealed class WrongInputTests : IDisposable
{
    private static readonly string[] s_shape = ["whole numbers", "a dimension less", "empty", "channels last"];
    private static readonly string[] s_values = ["bytes as floats", "NaN in it", "−1 … 1 for 0 … 1"];
    private static readonly string[] s_signed = ["bytes as floats", "NaN in it", "0 … 1 for −1 … 1"];
    private static readonly string[] s_anyPrecision = [.. s_shape, "grey for colour"];
    private static readonly string[] s_colour = [.. s_anyPrecision, "doubles"];
    private static readonly string[] s_one = [.. s_colour, "a batch for one"];
    private static readonly string[] s_digits = [.. s_shape, "doubles", "colour for grey", "32 x 32"];

    private static readonly string[] s_layers = ["relu1_1", "relu2_1", "relu3_1"];
    private static readonly Vgg19 s_vgg = TinyVgg.Network("conv3_1");
    private static readonly PerceptualSettings s_perceptual = new() { ContentLayer = "relu3_1", StyleLayers = s_layers };
    private static readonly Tensor s_photo = TinyVgg.Picture(20, 24).DetachFromDisposeScope(); // not the first test's
    private static readonly Tensor s_painting = TinyVgg.Picture(18, 18, seed: 2).DetachFromDisposeScope();

    private static readonly Door[] s_doors =
    [
        .. Pictures(), .. Styles(), .. Trainers(), .. Networks(), .. Judges(),
    ];

    private readonly DisposeScope _scope = NewDisposeScope();

    public static TheoryData<string, string> Refused =>
        [.. s_doors.SelectMany(door => door.Mistakes.Select(mistake => (door.Name, mistake)))];

    public static TheoryData<string> Names => [.. s_doors.Select(door => door.Name)];

    public void Dispose() => _scope.Dispose();

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

    private static Door Find(string name) => s_doors.Single(door => door.Name == name);

    private static Tensor Digits(int count = 6)
    {
        using var generator = new Generator(3, CPU);
        return 2 * rand([count, 1, 28, 28], generator: generator) - 1;
    }

    private static Tensor Batch() => s_photo.unsqueeze(0);

    private static IEnumerable<Door> Pictures()
    {
        string[] drawn = ["whole numbers", "empty", "channels last"];
        yield return new("Picture", x => _ = new Picture(x, "", ""), () => s_photo, drawn);
        yield return new("Filmstrip.Add", x => new Filmstrip("").Add(x, ""), () => s_photo, drawn);
        yield return new("Images.Grid", x => Images.Grid(x), Batch,
            ["whole numbers", "a dimension less", "empty", "channels last"]);
        yield return new("Images.ToPng", x => Images.ToPng(x), () => s_photo, [.. drawn, "a batch for one"]);
        yield return new("Images.ToJpeg", x => Images.ToJpeg(x), () => s_photo, [.. drawn, "a batch for one"]);
        yield return new("Images.Save", Save, () => s_photo, [.. drawn, .. s_values, "a batch for one"]);
        yield return new("Images.Resize", x => Images.Resize(x, 9), () => s_photo, "whole numbers", "a dimension less", "empty");
        yield return new("Colours.Luminance", x => Colours.Luminance(x), () => s_photo, s_one);
        yield return new("Colours.KeepOf, photo", x => Colours.KeepOf(x, s_photo), () => s_photo, s_one);
        yield return new("Colours.KeepOf, painting", x => Colours.KeepOf(s_photo, x), () => s_photo, "another size",
            "a batch for one");
        yield return new("Colours.Match", x => Colours.Match(x, s_photo), () => s_photo, s_one);
        yield return new("Colours.Match, like", x => Colours.Match(s_photo, x), () => s_photo, s_one);

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
        var settings = new StyleTransferSettings { ContentLayer = "relu3_1", StyleLayers = s_layers };
        string[] pixels = [.. s_one, .. s_values, "one pixel"];
        void Paint(Tensor photo, Style style, Tensor? start = null) =>
            new StyleTransfer(s_vgg, photo, [style], settings, start).Dispose();
        yield return new("StyleTransfer, photo", x => Paint(x, new(s_painting)), () => s_photo, pixels);
        yield return new("StyleTransfer, style", x => Paint(s_photo, new(x)), () => s_painting, pixels);
        yield return new("StyleTransfer, start", x => Paint(s_photo, new(s_painting), x), () => s_photo,
            [.. s_values, "another size", "a batch for one", "grey for colour"]);
        yield return new("StyleTransfer, mask", x => Paint(s_photo, new(s_painting, Mask: x)), () => ones(20, 24), "another size",
            "a dimension less");
        yield return new("StyleTarget", x => new StyleTarget(s_vgg, new(x), s_layers).Dispose(), () => s_painting, pixels);
        yield return new("PerceptualLoss, style", x => new PerceptualLoss(s_vgg, [new(x)], s_perceptual).Dispose(),
            () => s_painting, pixels);
        yield return new("PerceptualLoss.ContentOf", Content, Batch,
            [.. s_shape[..1], .. s_shape[2..], "doubles", "grey for colour", "one pixel"]);
        yield return new("StyleLoss.TotalVariation", x => StyleLoss.TotalVariation(x), Batch, "a dimension less", "one pixel");

        static void Content(Tensor x)
        {
            using var loss = new PerceptualLoss(s_vgg, [new(s_painting)], s_perceptual);
            loss.ContentOf(x);
        }
    }

    private static IEnumerable<Door> Trainers()
    {
        var settings = new FastStyleSettings { ContentLayer = "relu3_1", StyleLayers = s_layers, CropSize = 16 };
        string[] pieces = [.. s_one, .. s_values, "one pixel", "another size"];
        void Teach(Tensor style, Tensor photo) =>
            new FastStyleTrainer(new FastStyle(width: 4, blocks: 1), s_vgg, style, [photo], settings).Dispose();
        void Decode(Tensor photo, Tensor style) =>
            new AdaInTrainer(new AdaInDecoder(channels: 4), s_vgg, [photo], [style], settings).Dispose();
        yield return new("FastStyleTrainer, style", x => Teach(x, s_photo), () => s_painting,
            [.. s_one, .. s_values, "one pixel"]);
        yield return new("FastStyleTrainer, photos", x => Teach(s_painting, x), () => s_photo, pieces);
        yield return new("AdaInTrainer, photos", x => Decode(x, s_painting), () => s_photo, pieces);
        yield return new("AdaInTrainer, styles", x => Decode(s_photo, x), () => s_painting, pieces);
        yield return new("RandomCrops", x => _ = new RandomCrops([s_photo, x], 16, seed: 1), () => s_photo, pieces);
        yield return new("VggDistillation", Distil, () => s_photo, pieces);
        yield return new("VggCompression", x => VggCompression.Compress(s_vgg, x, "conv1_1").Dispose(), Batch,
            [.. s_colour, .. s_values]);
        yield return new("GanTrainer, floats", Train, () => Digits(),
            [.. s_signed, "whole numbers", "a dimension less", "doubles", "32 x 32", "colour for grey"]);

        yield return new("CycleGanTrainer, A", x => Cycle(x, Coloured()), () => Digits(), [.. s_digits[..5], .. s_signed]);
        yield return new("CycleGanTrainer, B", x => Cycle(Digits(), x), Coloured,
            [.. s_colour, .. s_signed, "32 x 32", "another size"]);
        yield return new("DigitDomains.Over, digits", x => DigitDomains.Over(x, rand(6, 3, 28, 28)), () => Digits(),
            [.. s_digits[..5], .. s_signed]);
        yield return new("DigitDomains.Over, patches", x => DigitDomains.Over(Digits(), x), () => rand(6, 3, 28, 28),
            [.. s_colour, .. s_values]);

        static Tensor Coloured() => 2 * rand(6, 3, 28, 28) - 1;
        void Cycle(Tensor a, Tensor b) =>
            new CycleGanTrainer(new CycleGan(width: 8, blocks: 1), a, b, new() { BatchSize = 4 }).Dispose();
        static void Distil(Tensor x)
        {
            using var weights = TinyVgg.Weights("conv3_1");
            new VggDistillation(s_vgg, weights, [x], steps: 1, cropSize: 16).Dispose();
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
        var any = new AdaInPainter(s_vgg, new AdaInDecoder(channels: 4));
        string[] batch = [.. s_colour, .. s_values, "one pixel"];
        yield return new("Vgg19.Features", x => s_vgg.Features(x, s_layers), Batch,
            [.. s_shape[..1], .. s_shape[2..], "doubles", "grey for colour", "one pixel"]);
        yield return new("VggInput.Normalize", x => VggInput.Oxford.Normalize(x), Batch, s_anyPrecision);
        yield return new("VggInput.Denormalize", x => VggInput.Oxford.Denormalize(x), Batch, s_anyPrecision);
        yield return new("FastStyle", x => painter.call(x), Batch, batch);
        yield return new("AdaInPainter.Paint, photos", x => any.Paint(x, s_painting.unsqueeze(0)), Batch, batch);
        yield return new("AdaInPainter.Paint, styles", x => any.Paint(Batch(), x), () => s_painting.unsqueeze(0), batch);
        yield return new("DcganDiscriminator", x => new DcganDiscriminator().call(x), () => Digits(), s_digits);
        yield return new("WholeDigitDiscriminator", x => new WholeDigitDiscriminator().call(x), () => Digits(), s_digits);
        yield return new("R1Penalty", x => R1Penalty.Of(new DcganDiscriminator(), x, gamma: 1), () => Digits(), s_digits);
    }

    private static IEnumerable<Door> Judges()
    {
        var classifier = new DigitClassifier();
        var judge = new GeneratorJudge(classifier, Digits());
        string[] all = [.. s_digits, .. s_signed];
        yield return new("DigitClassifier", x => classifier.call(x), () => Digits(), s_digits);
        yield return new("DigitClassifier.Features", x => classifier.Features(x), () => Digits(), all);
        yield return new("DigitClassifier.Digits", x => classifier.Digits(x), () => Digits(), all);
        yield return new("GeneratorJudge", x => new GeneratorJudge(classifier, x).Dispose(), () => Digits(), all);
        yield return new("GeneratorJudge.Judge", x => judge.Judge(x), () => Digits(), all);
        yield return new("Symptoms.Of", Examine, () => Digits(), all);
        yield return new("Checkerboard.Strength", x => Checkerboard.Strength(x), () => Digits(),
            [.. s_shape, "NaN in it", "colour for grey", "one pixel"]);

        static void Examine(Tensor x)
        {
            using var digits = Mnist.Load("train", MnistFiles.Sample);
            using var gan = new SmallGan(digits);
            gan.Trainer.Train(1);
            Symptoms.Of(gan, x);
        }
    }
}
