using static TorchSharp.torch;

namespace Atelier;

/// <summary>Looks at what someone hands in for a painting, before anything is computed.</summary>
internal static class StyleTransferInput
{
    /// <exception cref="ArgumentException">Something is not as it is wanted; the message says what to do.</exception>
    public static void Check(Tensor photo, IReadOnlyList<Style> styles, StyleTransferSettings settings, Tensor? start)
    {
        Require.LearningRate(settings.LearningRate, "StyleTransferSettings.LearningRate");
        Require.AtLeast(1, styles.Count, "The number of styles");
        PictureInput.One(photo, "The photo", least: 2);
        PictureInput.Values(photo, "The photo");
        foreach (var style in styles)
        {
            PictureInput.One(style.Image, "The style");
            CheckSize(style.Mask, "The mask", photo, photo.shape[1..]);
        }

        CheckSize(start, "The start", photo, photo.shape);
        if (start is not null)
            PictureInput.Values(start, "The start");
        foreach (var stage in settings.Stages)
            CheckStage(stage);
    }

    private static void CheckStage(StyleStage stage)
    {
        if (stage.Scale is not (> 0 and <= 1))
            throw new ArgumentException(
                $"StyleStage.Scale is {stage.Scale}, but a part of the photo's side is wanted, above 0 and at most 1, such as 0.5.");
        Require.AtLeast(1, stage.Steps, "StyleStage.Steps");
    }

    private static void CheckSize(Tensor? picture, string what, Tensor photo, long[] shape)
    {
        if (picture is not null && !picture.shape.SequenceEqual(shape))
            throw PictureInput.Refusal(
                picture, what, $"{Shapes.Text(shape)} is wanted, since the photo is {Shapes.Text(photo)}",
                "Images.Resize makes it fit.");
    }
}
