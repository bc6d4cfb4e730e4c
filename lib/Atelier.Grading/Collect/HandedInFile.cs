namespace Atelier.Grading.Collect;

/// <summary>A file, or an empty folder, in what was handed in.</summary>
/// <param name="Name">its path below what was handed in, with <c>/</c>; a folder's ends in it</param>
/// <param name="File">where it can be read; null where it cannot</param>
/// <param name="Problem">why it cannot be read, or null</param>
internal sealed record HandedInFile(string Name, string? File, string? Problem = null)
{
    /// <summary>The largest file that is read, in bytes.</summary>
    public const long MostBytes = 100 << 20;

    /// <summary>The path of its folder, with a final <c>/</c>; empty where it lies at the top.</summary>
    public string Folder { get; } = Name[..(Name.TrimEnd('/').LastIndexOf('/') + 1)];

    /// <summary>The names of the folders that it lies in.</summary>
    public string[] Folders => Folder.Split('/', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Its own name.</summary>
    public string Title => Name.TrimEnd('/')[Folder.Length..];

    /// <summary>Whether it calls itself a notebook.</summary>
    public bool IsNotebook => Name.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase);

    /// <summary>What systems and programs put beside people's files, and what nobody hands in; null for any other.</summary>
    public static string? Litter(string title) => title switch
    {
        "__MACOSX" => "what macOS adds to a zip",
        ".ipynb_checkpoints" => "Jupyter's own copies",
        SubmissionTime.FileName => "the time of submission",
        "Thumbs.db" or "desktop.ini" => "what Windows adds to a folder",
        ['.', ..] => "a hidden file",
        _ => null,
    };
}
