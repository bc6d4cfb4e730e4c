using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// Two kinds of pictures that have no digit in common: A, digits of MNIST as they are, and B, other digits over patches of
/// photographs and paintings in colour, mixed as in MNIST-M (Ganin et al. 2016, arXiv:1505.07818): |patch − digit|. So there are
/// no pairs, unless one looks at what B was made of.
/// </summary>
public sealed class DigitDomains : IDisposable
{
    private const int LongSide = 256;
    private const int PatchesAtOnce = 500;

    private DigitDomains(Tensor a, Tensor b, Tensor underB, Tensor labelsA, Tensor labelsB)
    {
        A = a.DetachFromDisposeScope();
        B = b.DetachFromDisposeScope();
        UnderB = underB.DetachFromDisposeScope();
        LabelsA = labelsA.DetachFromDisposeScope();
        LabelsB = labelsB.DetachFromDisposeScope();
    }

    /// <summary>
    /// The pictures of the course from which patches are cut to train with; those of <see cref="TestPictures"/> are not among
    /// them.
    /// </summary>
    public static IReadOnlyList<string> TrainingPictures { get; } =
    [
        "starry-night.jpg", "great-wave.jpg", "composition-viii.jpg", "village-street-auvers.jpg", "astronaut.jpg", "rocket.jpg",
        "coffee.jpg",
    ];

    /// <summary>The pictures from which patches are cut to test with.</summary>
    public static IReadOnlyList<string> TestPictures { get; } = ["chelsea.jpg", "cincinnati-bridge.jpg"];

    /// <summary>Digits, white on black, float32 [N, 1, 28, 28] in −1 … 1.</summary>
    public Tensor A { get; }

    /// <summary>Other digits over patches, float32 [N, 3, 28, 28], RGB in −1 … 1.</summary>
    public Tensor B { get; }

    /// <summary>
    /// The digits that B was made of, in B's order, float32 [N, 1, 28, 28] in −1 … 1: B's other halves, for those who may use
    /// pairs.
    /// </summary>
    public Tensor UnderB { get; }

    /// <summary>Which digit each picture of A is, int64 [N]; for measuring alone.</summary>
    public Tensor LabelsA { get; }

    /// <summary>Which digit each picture of B is, int64 [N]; for measuring alone.</summary>
    public Tensor LabelsB { get; }

    /// <summary>Draws digits for both, none of them twice, and patches for B.</summary>
    /// <param name="digits">at least 2N</param>
    /// <param name="count">N, the number of pictures of each kind</param>
    /// <param name="seed">decides digits and patches</param>
    /// <param name="pictures">where patches come from; <see cref="TrainingPictures"/> by default</param>
    /// <returns>both kinds, on the course's device</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many digits.</exception>
    public static DigitDomains Of(Mnist digits, int count, int seed, IReadOnlyList<string>? pictures = null)
    {
        if (count < 1 || 2L * count > digits.Count)
            throw new ArgumentOutOfRangeException(
                nameof(count),
                $"{count:n0} pictures of each kind were asked for, but 1 … {digits.Count / 2:n0} is wanted: no digit is used twice.");
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed, CPU);
        var (x, labels) = digits.Batch(randperm(digits.Count, generator: generator)[..(2 * count)]);
        var (a, under) = (x[..count], x[count..].cpu());
        var b = Over(under, Patches(count, seed, pictures ?? TrainingPictures));
        Tensor Here(Tensor tensor) => tensor.to(Compute.Device).clone();
        return new DigitDomains(Here(a), Here(b), Here(under), Here(labels[..count]), Here(labels[count..]));
    }

    /// <summary>Digits over patches: |patch − digit|, so that a digit is the negative of its ground.</summary>
    /// <param name="digits">[N, 1, H, W] in −1 … 1</param>
    /// <param name="patches">[N, 3, H, W], RGB in 0 … 1</param>
    /// <returns>[N, 3, H, W], RGB in −1 … 1</returns>
    public static Tensor Over(Tensor digits, Tensor patches)
    {
        PictureInput.Batch(digits, "The digits", channels: 1);
        PictureInput.Values(digits, "The digits", from: -1);
        PictureInput.Batch(patches, "The patches", channels: 3);
        PictureInput.Values(patches, "The patches");
        return 2 * (patches - (digits + 1) / 2).abs() - 1;
    }

    /// <summary>Frees the pictures.</summary>
    public void Dispose()
    {
        foreach (var part in new[] { A, B, UnderB, LabelsA, LabelsB })
            part.Dispose();
    }

    private static Tensor Patches(int count, int seed, IReadOnlyList<string> pictures)
    {
        var crops = new RandomCrops([.. pictures.Select(name => Images.Resize(Images.Load(name), LongSide))], 28, seed);
        return cat([.. Enumerable.Range(0, (count - 1) / PatchesAtOnce + 1).Select(part =>
            crops.Batch(part, Math.Min(PatchesAtOnce, count - part * PatchesAtOnce)))]).clamp(0, 1); // resizing rounds
    }
}
