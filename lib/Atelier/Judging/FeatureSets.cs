using static TorchSharp.torch;

namespace Atelier;

/// <summary>What two sets of features must have in common before they are compared.</summary>
internal static class FeatureSets
{
    public static void Check(Tensor real, Tensor fake, long atLeast)
    {
        PictureInput.Finite(real, "The first set of features (real)");
        PictureInput.Finite(fake, "The second set of features (fake)");
        if (real.dim() != 2 || fake.dim() != 2 || real.shape[1] != fake.shape[1])
            throw new ArgumentException(
                $"Two sets of features [N, F] with the same F were expected, but the shapes are {Shapes.Text(real)} and {Shapes.Text(fake)}.");
        if (Math.Min(real.shape[0], fake.shape[0]) < atLeast)
            throw new ArgumentException(
                $"Each set needs at least {atLeast} samples, but the shapes are {Shapes.Text(real)} and {Shapes.Text(fake)}.");
    }
}
