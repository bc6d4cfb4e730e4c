using static TorchSharp.torch;

namespace Atelier;

/// <summary>One seed for all of torch's random numbers.</summary>
public static class Seed
{
    /// <summary>
    /// Seeds the generators of the CPU and of every GPU (<c>torch.manual_seed</c> alone seeds only the CPU's). The same seed on
    /// the same device gives the same weights, noise and shuffles.
    /// </summary>
    public static void Everything(int seed)
    {
        manual_seed(seed);
        if (cuda.is_available())
            cuda.manual_seed_all(seed);
    }
}
