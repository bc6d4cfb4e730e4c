using System.Text.RegularExpressions;

namespace Atelier.Cli.Doctor;

/// <summary>
/// Whether the networks that lessons look through and show are here and whole. Torch reads them, so it has to load first.
/// </summary>
internal static partial class WeightsFindings
{
    public static IEnumerable<Finding> All() => [Vgg(), Checkpoints(CoursePaths.Data)];

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

    // Those that the table of all data names.
    private static Finding Checkpoints(string data)
    {
        string[] names = [.. Listed().Matches(File.ReadAllText(Path.Combine(data, "README.md")))
            .Select(match => match.Groups[1].Value).Distinct()];
        var faults = names.Select(name => Fault(Path.Combine(data, "checkpoints", name))).OfType<string>().ToList();
        return faults.Count == 0
            ? Finding.Ok("checkpoints", $"{names.Length} trained networks, all whole")
            : Finding.Broken("checkpoints", string.Join("; ", faults), "git checkout data/checkpoints");
    }

    private static string? Fault(string file)
    {
        try
        {
            foreach (var tensor in SafeTensors.Load(file).Values) tensor.Dispose();
            return null;
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            return e.Message;
        }
    }

    [GeneratedRegex(@"`checkpoints/([\w-]+\.safetensors)`")]
    private static partial Regex Listed();
}
