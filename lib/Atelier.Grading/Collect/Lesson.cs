using Atelier.Engine.Documents;

namespace Atelier.Grading.Collect;

/// <summary>A lesson that is handed in.</summary>
/// <param name="Name">its name, as <c>01-the-minimax-game</c></param>
/// <param name="Ids">the grade ids of its cells, by which its notebook is known under any name</param>
public sealed record Lesson(string Name, IReadOnlySet<string> Ids)
{
    /// <summary>The lesson of an instructor's notebook.</summary>
    /// <param name="path">the file</param>
    public static Lesson Of(string path) => new(
        Path.GetFileNameWithoutExtension(path), GradeCell.All(NotebookDocument.Load(path)).Select(cell => cell.Id)
            .Where(id => id != "").ToHashSet());
}
