using Microsoft.CodeAnalysis;

namespace Atelier.Engine.Session;

/// <summary>Finds the file of a <c>#load</c>: beside the file that asks, then, for a cell, in the course's notebooks.</summary>
internal sealed class LoadResolver(SessionOptions options) : SourceReferenceResolver
{
    public override string? ResolveReference(string path, string? baseFilePath)
    {
        var folders = Path.IsPathRooted(baseFilePath) ? [Path.GetDirectoryName(baseFilePath)!] : CellFolders().ToArray();
        var found = folders.Select(folder => Path.GetFullPath(path, folder)).FirstOrDefault(File.Exists);
        return found ?? throw new SessionException(
            $"#load \"{path}\": the file is not in {string.Join(", nor in ", folders)}. "
            + "Start the notebook from the course (./course), or set ATELIER_HOME to the course's folder.");
    }

    public override string? NormalizePath(string path, string? baseFilePath) => path;

    public override Stream OpenRead(string resolvedPath) => File.OpenRead(resolvedPath);

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => options.GetHashCode();

    private IEnumerable<string> CellFolders()
    {
        yield return options.Folder;
        if (options.CourseHome is { } home) yield return Path.Combine(home, "notebooks");
    }
}
