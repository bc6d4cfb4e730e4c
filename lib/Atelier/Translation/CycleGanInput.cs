using static TorchSharp.torch;

namespace Atelier;

/// <summary>What a <see cref="CycleGanTrainer"/> looks at before it begins.</summary>
internal static class CycleGanInput
{
    public static void Check(Tensor a, Tensor b, CycleGanSettings settings)
    {
        Require.LearningRate(settings.LearningRate, "CycleGanSettings.LearningRate");
        Require.AtLeast(1, settings.BatchSize, "CycleGanSettings.BatchSize");
        Require.AtLeast(1, settings.StepsOfD, "CycleGanSettings.StepsOfD");
        Require.Weight(settings.LambdaA, "CycleGanSettings.LambdaA");
        Require.Weight(settings.LambdaB, "CycleGanSettings.LambdaB");
        Require.Weight(settings.LambdaIdentity, "CycleGanSettings.LambdaIdentity");
        Check(a, "The pictures of A", channels: 1, settings.BatchSize);
        Check(b, "The pictures of B", channels: 3, settings.BatchSize);
        if (a.shape[2] != b.shape[2] || a.shape[3] != b.shape[3])
            throw PictureInput.Refusal(b, "The pictures of B",
                $"the height and width of A, {a.shape[2]} × {a.shape[3]}, is wanted", "Images.Resize makes them fit.");
    }

    private static void Check(Tensor pictures, string what, int channels, int batch)
    {
        PictureInput.Batch(pictures, what, channels, least: 8);
        PictureInput.Values(pictures, what, from: -1);
        if (pictures.shape[2] % 4 != 0 || pictures.shape[3] % 4 != 0)
            throw PictureInput.Refusal(pictures, what, "sides that are multiples of 4 are wanted",
                "Images.Resize(x, 28, 28) makes them fit.");
        if (pictures.shape[0] < batch)
            throw new ArgumentException(
                $"{pictures.shape[0]} pictures do not fill a batch of {batch}: lower CycleGanSettings.BatchSize.");
    }
}
