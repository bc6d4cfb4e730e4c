using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// What a <see cref="GanTrainer"/> looks at before it begins: settings, pictures, and whether all fit together.
/// </summary>
internal static class GanInput
{
    private const string What = "The images";

    public static void Check(GanSettings settings)
    {
        Require.LearningRate(settings.LearningRateG, "GanSettings.LearningRateG");
        Require.LearningRate(settings.LearningRateD, "GanSettings.LearningRateD");
        Require.AtLeast(
            2, settings.BatchSize, "GanSettings.BatchSize (a normalisation over a batch of one has nothing to compare)");
        Require.AtLeast(0, settings.StepsOfD, "GanSettings.StepsOfD");
    }

    /// <summary>A training goes on with other settings, but not with other batches or optimizers.</summary>
    public static void CheckChange(GanSettings before, GanSettings after)
    {
        if (!Lasting(before).Equals(Lasting(after)))
            throw new ArgumentException(
                "BatchSize, LatentSize, Seed, Beta1, Beta2 and the optimizers stay as they are: make a new trainer.");
        Check(after);
    }

    private static object Lasting(GanSettings s) =>
        (s.BatchSize, s.LatentSize, s.Seed, s.Beta1, s.Beta2, s.OptimizerG, s.OptimizerD);

    /// <summary>Refuses images that cannot be trained on.</summary>
    /// <returns>the images</returns>
    public static Tensor Check(
        nn.Module<Tensor, Tensor> generator, nn.Module<Tensor, Tensor> discriminator, Tensor images, GanSettings settings)
    {
        var wanted = "pictures [N, C, H, W] are wanted, as bytes 0 … 255 or as float32 in −1 … 1";
        if (images.dim() != 4)
            throw PictureInput.Refusal(
                images, What, wanted, images.dim() == 3 ? "A dimension is missing: x.unsqueeze(1) for grey pictures." : "");
        if (images.shape[0] < settings.BatchSize)
            throw new ArgumentException(
                $"{images.shape[0]} images do not fill a batch of {settings.BatchSize}: lower GanSettings.BatchSize.");
        if (images.dtype is not (ScalarType.Byte or ScalarType.Float32))
            throw PictureInput.Refusal(images, What, wanted,
                "x.to(uint8) where they are 0 … 255, x.to(float32) where they are −1 … 1.");
        if (images.dtype == ScalarType.Float32)
            PictureInput.Values(images, What, from: -1);
        CheckFit(generator, discriminator, images, settings);
        return images;
    }

    /// <summary>Two pictures go through both networks once, without changing anything in them.</summary>
    private static void CheckFit(
        nn.Module<Tensor, Tensor> generator, nn.Module<Tensor, Tensor> discriminator, Tensor images, GanSettings settings)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var device = generator.parameters().First().device;
        var picture = Shapes.Text(images[0]);
        var made = Try(generator, zeros(2, settings.LatentSize, device: device),
            $"G cannot take noise [2, {settings.LatentSize}]");
        if (!made[0].shape.SequenceEqual(images[0].shape))
            throw PictureInput.Refusal(
                images, What, $"pictures {Shapes.Text(made[0])}, as G makes them, are wanted",
                "Resize them (Images.Resize), or make another G.");
        var logits = Try(discriminator, images[..2].to(device).to(float32), $"D cannot take pictures {picture}");
        if (logits.numel() != 2)
            throw new ArgumentException(
                $"D answers two pictures with {Shapes.Text(logits)}, but one logit for each, [2, 1], is wanted.");
    }

    private static Tensor Try(nn.Module<Tensor, Tensor> network, Tensor input, string problem)
    {
        var wasTraining = network.training;
        network.eval(); // what BatchNorm counts stays as it is
        try
        {
            return network.call(input);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            var why = error.Message.Split('\n', 2)[0].TrimEnd('.');
            throw new ArgumentException($"{problem}: {why}. Make a network for such input, or change the input.", error);
        }
        finally
        {
            network.train(wasTraining);
        }
    }
}
