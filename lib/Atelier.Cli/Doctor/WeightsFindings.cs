using Atelier.Making;

namespace Atelier.Cli.Doctor;

/// <summary>
/// Whether the networks that lessons look through and show are here and whole. Torch reads them, so it has to load first.
/// </summary>
internal static class WeightsFindings
{
    public static IEnumerable<Finding> All() => [Vgg(), Checkpoints()];

    private static Finding Vgg()
    {
        try
        {
            var vgg = VggFile.Find();
            vgg.Load().Dispose();
            return VggDownload.IsWanted
                ? Finding.Absent("VGG-19", $"not fetched yet (80 MB): meanwhile the lessons look through the {vgg.Name}",
                    "./course data")
                : Finding.Ok("VGG-19", $"{vgg.Name}, {vgg.Path}");
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            return Finding.Broken("VGG-19", error.Message, "./course data");
        }
    }

    private static Finding Checkpoints()
    {
        var names = ShippedCheckpoints.Names;
        var faults = names.Select(ShippedCheckpoints.Fault).OfType<string>().ToList();
        return faults.Count == 0
            ? Finding.Ok("checkpoints", $"{names.Count} trained networks, all whole")
            : Finding.Broken("checkpoints", string.Join("; ", faults), "git checkout data/checkpoints");
    }
}
