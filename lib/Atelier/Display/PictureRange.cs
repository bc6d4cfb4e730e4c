using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// Which values of a tensor are black and white. Bytes are 0 … 255. Grey pictures that go below 0 are a generator's, −1 … 1. All
/// others are 0 … 1: a photograph, in colour, is never taken for more than that, whatever noise has been added to it.
/// </summary>
/// <param name="Black">0, or −1</param>
/// <param name="White">1, or 255</param>
internal sealed record PictureRange(int Black, int White)
{
    private const double NotSeen = 0.5 / 255; // half a step of 8 bits: rounding makes no picture a generator's

    private static readonly PictureRange s_bytes = new(0, 255), s_signed = new(-1, 1), s_plain = new(0, 1);

    /// <summary>What the values say.</summary>
    /// <param name="images">one picture or several, not empty</param>
    public static PictureRange Of(Tensor images)
    {
        if (images.dtype == ScalarType.Byte)
            return s_bytes;
        var isGrey = images.dim() == 2 || images.shape[^3] == 1;
        return isGrey && images.is_floating_point() && PictureInput.Ends(images).Low < -NotSeen ? s_signed : s_plain;
    }

    /// <summary>The same pictures with black at 0 and white at 1.</summary>
    public Tensor ToUnit(Tensor images) => this == s_plain ? images : (images.to(float32) - Black) / (White - Black);

    /// <summary>"black −1, white 1", or nothing where it is 0 … 1.</summary>
    public string Note => this == s_plain ? "" : $"black {Sign(Black)}, white {White}";

    /// <summary>"−1 … 1".</summary>
    public override string ToString() => $"{Sign(Black)} … {White}";

    private static string Sign(int value) => $"{value}".Replace('-', '−');
}
