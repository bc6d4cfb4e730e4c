namespace Atelier.Grading.Collect;

/// <summary>The files below a folder. Links are told and never followed: they may lead anywhere, and in a circle.</summary>
/// <param name="own">folders of the course and the grader, which nobody handed in</param>
internal sealed class FolderFiles(IReadOnlyList<string> own)
{
    private readonly List<HandedInFile> _files = [];
    private readonly List<LeftOut> _left = [];

    /// <summary>Lists them.</summary>
    public (IReadOnlyList<HandedInFile> Files, IReadOnlyList<LeftOut> LeftOut) List(string root)
    {
        Walk(new DirectoryInfo(root), "");
        return (_files, _left);
    }

    private void Walk(DirectoryInfo folder, string name)
    {
        try
        {
            var inside = folder.GetFileSystemInfos();
            if (inside.Length == 0 && name != "") _files.Add(new HandedInFile(name, null, "the folder is empty"));
            foreach (var entry in inside.OrderBy(entry => entry.Name, StringComparer.Ordinal)) Add(entry, name + entry.Name);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _left.Add(new LeftOut(name, IsBroken(name) ? BrokenName
                : $"the folder cannot be read: {e.Message.ReplaceLineEndings(" ")}"));
        }
    }

    private void Add(FileSystemInfo entry, string name)
    {
        var folder = entry as DirectoryInfo;
        if (own.Contains(entry.FullName)) return;
        if (HandedInFile.Litter(entry.Name) is { } litter && entry.Name != SubmissionTime.FileName)
            _left.Add(new LeftOut(name, litter, IsExpected: true));
        else if (folder is { LinkTarget: null }) Walk(folder, name + "/");
        else if (folder is not null) _files.Add(new HandedInFile(name + "/", null, "the folder is a link"));
        else _files.Add(new HandedInFile(name, entry.FullName, Problem((FileInfo)entry)));
    }

    private static string? Problem(FileInfo file)
    {
        try
        {
            return file switch
            {
                { LinkTarget: not null } => "the file is a link and not a notebook",
                { Exists: false } => IsBroken(file.Name) ? BrokenName : "the file cannot be read",
                { Length: 0 } => "the file is empty", // so are pipes and devices, which would never end
                { Length: > HandedInFile.MostBytes } =>
                    $"the file is larger than {HandedInFile.MostBytes >> 20} MB: outputs have to be cleared",
                _ => null,
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"the file cannot be read: {e.Message.ReplaceLineEndings(" ")}";
        }
    }

    private const string BrokenName =
        "its name is not in UTF-8, so that it cannot be opened: rename it (convmv -r -f latin1 -t utf8 --notest FOLDER)";

    // What .NET puts in the place of bytes that are no UTF-8; the file cannot be reached by the name that comes of it.
    private static bool IsBroken(string name) => name.Contains('\uFFFD', StringComparison.Ordinal);
}
