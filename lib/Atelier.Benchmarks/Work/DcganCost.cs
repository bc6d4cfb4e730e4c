namespace Atelier.Benchmarks;

/// <summary>
/// What a DCGAN's step costs in arithmetic, in GFLOP: two for each multiplication of a convolution or a product of matrices. The
/// rest (BatchNorm, activations, Adam) is little arithmetic, and costs its time all the same.
/// </summary>
internal static class DcganCost
{
    // Multiplications for an image: inputs × outputs × kernel × places.
    private const double Project = 100.0 * 256 * 49, Double1 = 256.0 * 128 * 16 * 49, Double2 = 128.0 * 16 * 196;
    private const double Halve1 = 64.0 * 16 * 196, Halve2 = 64.0 * 128 * 16 * 49, Judge = 128.0 * 49;
    private const double G = Project + Double1 + Double2, D = Halve1 + Halve2 + Judge;

    /// <summary>One step with a batch of so many real images.</summary>
    public static double Step(int batch)
    {
        // Each layer forwards, by its weights and by its input, but z wants no gradient; D forwards for x, G(z) and G's turn, by
        // its weights and its input in its own turn (not by the pictures), by its input alone in G's.
        const double turnOfD = 2 * D + 2 * D + 2 * (D - Halve1), turnOfG = 3 * G - Project + 2 * D;
        return 2e-9 * batch * (turnOfD + turnOfG);
    }

    /// <summary>The largest convolution of it, forwards, by its weights and by its input.</summary>
    public static double LargestConvolution(int batch) => 2e-9 * batch * 3 * Double1;
}
