using System.Text.RegularExpressions;

namespace Atelier.Making;

/// <summary>The trained networks that come with the course: those that the table of all data names.</summary>
public static partial class ShippedCheckpoints
{
    /// <summary>The files' names, as <c>data/README.md</c> has them.</summary>
    public static IReadOnlyList<string> Names =>
        [.. Listed().Matches(File.ReadAllText(Path.Combine(CoursePaths.Data, "README.md")))
            .Select(match => match.Groups[1].Value).Distinct()];

    /// <summary>What is wrong with a file, or null where it is here and whole.</summary>
    public static string? Fault(string name)
    {
        try
        {
            foreach (var tensor in SafeTensors.Load(Path.Combine(CoursePaths.Data, "checkpoints", name)).Values) tensor.Dispose();
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
