using System.IO.Compression;
using Atelier.Grading.Collect;

namespace Atelier.Grading.Tests.Collect;

/// <summary>The promise to a grader: each file that was handed in is graded, or listed with a reason.</summary>
internal static class Everything
{
    public static void IsAccountedFor(string path, Collected all)
    {
        var told = all.Submissions.Select(one => one.Name).Concat(all.LeftOut.Select(one => one.Name)).ToHashSet();
        Assert.All(all.LeftOut, one => Assert.NotEqual("", one.Why));
        Assert.DoesNotContain(Files(path), file => Path.GetFileName(file) != "timestamp.txt" && !Parts(file).Any(told.Contains));
    }

    // A file is told by its own name, or by that of a folder around it.
    private static IEnumerable<string> Parts(string file)
    {
        var parts = file.Split('/');
        return Enumerable.Range(1, parts.Length).SelectMany(
            n => new[] { string.Join('/', parts[..n]), string.Join('/', parts[..n]) + "/" });
    }

    private static IEnumerable<string> Files(string path)
    {
        if (Directory.Exists(path))
            return Directory
                .GetFiles(path, "*",
                    new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
                    .Select(file => Path.GetRelativePath(path, file).Replace('\\', '/'));
        using var zip = ZipFile.OpenRead(path);
        return [.. zip.Entries.Select(entry => entry.FullName)];
    }
}
