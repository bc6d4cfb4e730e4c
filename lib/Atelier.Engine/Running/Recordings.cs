using System.Security.Cryptography;
using System.Text;
using Atelier.Engine.Documents;

namespace Atelier.Engine.Running;

/// <summary>
/// What cells with the tag <c>recorded</c> do with the trainings in them: the library keeps what each comes to, or goes back to
/// what was kept (lib/README.md).
/// </summary>
/// <param name="Folder">where the files of a notebook are, in a folder of its name</param>
/// <param name="Load">whether trainings are loaded; else they are recorded</param>
public sealed record Recordings(string Folder, bool Load)
{
    /// <summary>The tag of such cells.</summary>
    public const string Tag = "recorded";

    /// <summary>The folder for a scale, where nothing else is said: <c>out/recordings</c>.</summary>
    /// <param name="folder">the folder of all scales; null for that one</param>
    /// <param name="home">the course's folder</param>
    /// <param name="scale"><c>smoke</c>, <c>lecture</c> or <c>full</c></param>
    public static string FolderOf(string? folder, string home, string scale) =>
        Path.Combine(Path.GetFullPath(folder ?? Path.Combine(home, "out", "recordings")), scale);

    /// <summary>What is to be done in a cell; null where it has no such tag.</summary>
    /// <param name="notebook">the notebook's name</param>
    /// <param name="cells">its code cells up to this one: a recording is of their code</param>
    internal CellRecording? Of(string notebook, IReadOnlyList<NotebookCell> cells)
    {
        var cell = cells[^1];
        if (!cell.Tags.Contains(Tag)) return null;
        var code = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', cells.Select(one => one.Source))));
        var file = Path.Combine(Folder, notebook, cell.Id ?? $"cell-{cells.Count}");
        return new CellRecording(file, Convert.ToHexStringLower(code), Load);
    }
}
