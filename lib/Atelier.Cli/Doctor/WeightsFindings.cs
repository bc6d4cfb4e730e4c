namespace Atelier.Cli.Doctor;

/// <summary>Whether the trained networks that lessons show are here and whole.</summary>
internal static class WeightsFindings
{
    public static IEnumerable<Finding> All(string home)
    {
        yield return Whole("DCGAN", Path.Combine(home, "data", "checkpoints", "dcgan-mnist.safetensors"));
        yield return Vgg();
    }

    private static Finding Vgg()
    {
        try
        {
            using var weights = VggWeights.Load();
            return Finding.Ok("VGG", weights.Name);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            return Finding.Absent("VGG", e.Message, "git checkout data, or set ATELIER_WEIGHTS to the folder of the weights");
        }
    }

    private static Finding Whole(string name, string file)
    {
        try
        {
            var tensors = SafeTensors.Load(file);
            foreach (var tensor in tensors.Values) tensor.Dispose();
            return Finding.Ok(name, $"{Path.GetFileName(file)}, {tensors.Count} tensors");
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            return Finding.Absent(name, e.Message, "git checkout data/checkpoints, or ./course make dcgan");
        }
    }
}
