using System.Text.RegularExpressions;

namespace Atelier.Tests.House;

/// <summary>The C# files that people write.</summary>
internal static partial class SourceFiles
{
    /// <summary>Those below a folder of the course, at least one.</summary>
    public static IReadOnlyList<string> In(string folder)
    {
        var files = Directory.EnumerateFiles(Path.Combine(CoursePaths.Home, folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !Built().IsMatch(file)).ToList();
        Assert.NotEmpty(files);
        return files;
    }

    [GeneratedRegex(@"[/\\](bin|obj)[/\\]")]
    private static partial Regex Built();
}
