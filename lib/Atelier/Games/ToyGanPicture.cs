using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// Draws one moment of the game on the ring: D's opinion as the ground, the real modes as rings, G's points and where they are
/// pushed.
/// </summary>
internal static class ToyGanPicture
{
    private const int Size = 440, Bands = 10;
    private const double LongestArrow = 0.6;

    // Light orange to white to light blue: told apart without colour vision, and pale enough for dots in front.
    private static readonly PlaneColor s_fake = new(0.98f, 0.68f, 0.38f), s_even = new(1, 1, 1),
        s_real = new(0.57f, 0.77f, 0.92f);
    private static readonly PlaneColor s_modes = new(0, 0.45f, 0.32f), s_point = new(0.1f, 0.1f, 0.1f),
        s_arrow = new(0.55f, 0.1f, 0.35f);

    public const string Legend =
        "Ground: D(x), from orange (0, fake) through white (½) to blue (1, real). Green rings: the real modes. Dots: G(z). Purple: where G is pushed.";

    /// <summary>[3, 440, 440] in 0 … 1.</summary>
    public static Tensor Draw(ToyGanFrame frame, RingOfGaussians ring)
    {
        var canvas = new PlaneCanvas(Size, ToyGan.Extent);
        canvas.Fill((x, y) => Ground(Interpolate(frame.D, x, y)));
        foreach (var centre in ring.Centres) canvas.Circle(centre, 3 * ring.Sigma, 0.8, s_modes);
        for (var i = 0; i < frame.Points.Length; i += 4)
            canvas.Line(frame.Points[i], Tip(frame.Points[i], frame.Arrows[i]), 0.6, s_arrow);
        foreach (var (x, y) in frame.Points) canvas.Dot(x, y, 1.6, s_point);
        return canvas.ToTensor();
    }

    private static PlaneColor Ground(double d)
    {
        var band = Math.Round(d * Bands) / Bands; // a few flat colours make a small file, and lines of equal D
        return band < 0.5 ? PlaneColor.Between(s_fake, s_even, 2 * band) : PlaneColor.Between(s_even, s_real, 2 * band - 1);
    }

    private static (double X, double Y) Tip((double X, double Y) from, (double X, double Y) push)
    {
        var length = Math.Sqrt(push.X * push.X + push.Y * push.Y);
        var scale = length > LongestArrow ? LongestArrow / length : 1;
        return (from.X + scale * push.X, from.Y + scale * push.Y);
    }

    /// <summary>D between the places of its grid, bilinear.</summary>
    internal static double Interpolate(double[,] d, double x, double y)
    {
        var last = d.GetLength(0) - 1;
        double Place(double value) => Math.Clamp((value / ToyGan.Extent + 1) / 2 * last, 0, last - 1e-9);
        var (row, column) = (Place(y), Place(x));
        var (i, j) = ((int)row, (int)column);
        var (v, u) = (row - i, column - j);
        return (1 - v) * ((1 - u) * d[i, j] + u * d[i, j + 1]) + v * ((1 - u) * d[i + 1, j] + u * d[i + 1, j + 1]);
    }
}
