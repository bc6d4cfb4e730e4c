using static TorchSharp.torch;

namespace Atelier;

/// <summary>The latent space: vectors z, each component drawn from N(0, 1).</summary>
public static class Latent
{
    /// <summary>The number of components of z, as in the DCGAN paper.</summary>
    public const int Size = 100;

    /// <summary>Draws n latent vectors.</summary>
    /// <param name="n">how many</param>
    /// <param name="seed">the same seed gives the same vectors on every device; without one, torch's own generator is
    /// used</param>
    /// <param name="size">components of each vector</param>
    /// <returns>[n, size], on the course's device</returns>
    public static Tensor Sample(int n, int? seed = null, int size = Size)
    {
        if (seed is null)
            return randn(n, size, device: Compute.Device);

        using var generator = new Generator((ulong)seed.Value, CPU);
        return randn(n, size, generator: generator).to(Compute.Device);
    }

    /// <summary>Points on the straight line from a to b: (1 - t) a + t b for t = 0 ... 1.</summary>
    /// <param name="a">[size]</param>
    /// <param name="b">[size]</param>
    /// <param name="steps">number of points, both ends included</param>
    /// <returns>[steps, size]</returns>
    public static Tensor Interpolate(Tensor a, Tensor b, int steps)
    {
        using var scope = NewDisposeScope();
        var t = linspace(0, 1, steps, device: a.device).unsqueeze(1);
        return ((1 - t) * a + t * b).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Points on the great arc from a to b (slerp): (sin((1 - t) θ) a + sin(t θ) b) / sin θ, where θ is the angle between a and
    /// b. In 100 dimensions nearly all of N(0, I) lies close to a sphere of radius 10; the middle of a straight line is nearer to
    /// the centre, where a generator has seen almost nothing (White 2016, arXiv:1609.04468).
    /// </summary>
    /// <param name="a">[size]</param>
    /// <param name="b">[size], not opposite to a</param>
    /// <param name="steps">number of points, both ends included</param>
    /// <returns>[steps, size]</returns>
    public static Tensor Slerp(Tensor a, Tensor b, int steps)
    {
        using var scope = NewDisposeScope();
        var cos = (a.dot(b) / (a.norm() * b.norm())).clamp(-1, 1).item<float>();
        var theta = MathF.Acos(cos);
        if (MathF.Sin(theta) < 1e-3f)
        {
            return Interpolate(a, b, steps).MoveToOuterDisposeScope(); // a and b point the same way: the arc is the line
        }

        var t = linspace(0, 1, steps, device: a.device).unsqueeze(1);
        return ((((1 - t) * theta).sin() * a + (t * theta).sin() * b) / MathF.Sin(theta)).MoveToOuterDisposeScope();
    }
}
