using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// Two faults of paintings that their frequencies show: speckle, and a grid that a network paints on everything. Pictures are
/// [3, H, W], RGB in 0 … 1; looked at is their brightness, faded out towards the rim (Hann's window), so that opposite rims
/// that differ count for no edge.
/// </summary>
public static class Spectrum
{
    private const double HalfOfNyquist = 0.25; // cycles a pixel
    private const double Band = 0.01, Near = 0.02, Far = 0.05; // cycles a pixel to either side of a grid's frequency

    /// <summary>
    /// How speckled a painting is: the share of its power at frequencies above half of Nyquist's (waves shorter than 4 pixels),
    /// divided by that share in the style's own picture. 1: as restless as the style.
    /// </summary>
    /// <param name="painting">[3, H, W], RGB in 0 … 1</param>
    /// <param name="style">[3, H', W'], RGB in 0 … 1, at the size at which it was painted after</param>
    public static double Speckle(Tensor painting, Tensor style) => HighShare(painting) / HighShare(style);

    /// <summary>The share of a picture's power at frequencies above half of Nyquist's; 0 for a picture of one grey.</summary>
    /// <param name="image">[3, H, W], RGB in 0 … 1</param>
    public static double HighShare(Tensor image)
    {
        using var scope = NewDisposeScope();
        var (power, rows, columns) = Power(image);
        var high = (rows.square() + columns.square()).sqrt() > HalfOfNyquist;
        return (power[high].sum() / power.sum().clamp_min(1e-20)).item<float>();
    }

    /// <summary>
    /// How far a grid sticks out: the mean power at waves of a period, along rows or columns, divided by that at waves a little
    /// longer and a little shorter. About 1 for a photo; for period 2, which has only longer neighbours, often less.
    /// </summary>
    /// <param name="image">[3, H, W], RGB in 0 … 1, sides of at least 64 pixels, to tell neighbours apart</param>
    /// <param name="period">pixels from line to line, at least 2</param>
    public static double Grid(Tensor image, int period)
    {
        Require.AtLeast(2, period, "The period of a grid");
        PictureInput.One(image, "The image", least: 64);
        using var scope = NewDisposeScope();
        var (power, rows, columns) = Power(image);
        double at = 0, beside = 0;
        foreach (var frequency in new[] { rows.expand_as(power), columns.expand_as(power) })
        {
            var distance = (frequency.abs() - 1.0 / period).abs();
            at += power[distance <= Band].mean().item<float>();
            beside += power[(distance >= Near).logical_and(distance <= Far)].mean().item<float>();
        }

        return at / Math.Max(beside, 1e-20);
    }

    /// <summary>|FFT|² of the brightness, [H, W], and the frequencies in cycles a pixel, [H, 1] and [1, W].</summary>
    private static (Tensor Power, Tensor Rows, Tensor Columns) Power(Tensor image)
    {
        var grey = Colours.Luminance(image)[0];
        var (height, width) = (grey.shape[0], grey.shape[1]);
        var window = hann_window(height, device: image.device).unsqueeze(1) * hann_window(width, device: image.device);
        var centred = (grey - (grey * window).sum() / window.sum()) * window;
        return (fft.fft2(centred).abs().square(),
            fft.fftfreq(height, device: image.device).unsqueeze(1), fft.fftfreq(width, device: image.device).unsqueeze(0));
    }
}
