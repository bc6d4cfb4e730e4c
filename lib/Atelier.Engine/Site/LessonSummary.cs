namespace Atelier.Engine.Site;

/// <summary>What a lesson says of itself in its first cell, in Markdown; what it does not say is empty.</summary>
/// <param name="Intro">the first paragraph below the title</param>
/// <param name="Objectives">a list</param>
/// <param name="Time">how long it takes</param>
/// <param name="Before">what it builds on</param>
internal sealed record LessonSummary(string Intro, string Objectives, string Time, string Before)
{
    public static LessonSummary Of(SiteNotebook notebook)
    {
        var text = notebook.Document.Cells.FirstOrDefault(cell => cell.Type == "markdown")?.Source ?? "";
        string[] blocks = [.. text.ReplaceLineEndings("\n").Split("\n\n").Select(block => block.Trim())];
        return new(
            blocks.FirstOrDefault(block => block.Length > 0 && block[0] is not ('#' or '*' or '-')) ?? "",
            blocks.FirstOrDefault(block => block.StartsWith("- ", StringComparison.Ordinal)) ?? "",
            Behind(blocks, "**Time.**"), Behind(blocks, "**Before.**"));
    }

    private static string Behind(string[] blocks, string title) =>
        blocks.FirstOrDefault(block => block.StartsWith(title, StringComparison.Ordinal))?[title.Length..].Trim() ?? "";
}
