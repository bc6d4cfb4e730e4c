namespace Atelier.Cli.Doctor;

/// <summary>Whether the data is here and undamaged.</summary>
internal static class DataFindings
{
    public static IEnumerable<Finding> All()
    {
        yield return MnistFiles.Full.AreHere
            ? Finding.Ok("MNIST", "70 000 digits, checked")
            : Finding.Absent("MNIST", "not fetched yet: the lessons fetch it (11 MB), or run on the course's sample", "./course data");
        yield return MnistFiles.Sample.AreHere
            ? Finding.Ok("MNIST sample", "2 500 digits, checked")
            : Finding.Broken("MNIST sample", "missing or damaged", "git checkout data/mnist-sample");
        yield return Vgg();
    }

    private static Finding Vgg()
    {
        try
        {
            var vgg = VggFile.Find();
            using var weights = vgg.Load();
            return VggDownload.IsWanted
                ? Finding.Absent("VGG-19", $"not fetched yet (80 MB): meanwhile the lessons look through the {vgg.Name}", "./course data")
                : Finding.Ok("VGG-19", $"{vgg.Name}, {vgg.Path}");
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            return Finding.Broken("VGG-19", error.Message, "./course data");
        }
    }
}
