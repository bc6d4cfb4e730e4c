namespace Atelier.Engine.Site;

/// <summary>The words of the course, as <c>notebooks/glossary.md</c> has them: a table, a word in each row.</summary>
/// <param name="Intro">the paragraph before the table, in Markdown</param>
/// <param name="Terms">in the order of the table</param>
internal sealed record Glossary(string Intro, IReadOnlyList<GlossaryTerm> Terms)
{
    /// <summary>The languages of a word's translations, as HTML's <c>lang</c> has them, and their names.</summary>
    public static readonly (string Tag, string Name)[] Languages =
        [("zh", "中文"), ("de", "Deutsch"), ("fr", "français"), ("es", "español")];

    /// <summary>Reads the glossary of a course; null where it has none.</summary>
    /// <param name="home">the course's folder</param>
    /// <exception cref="InvalidDataException">A row has not as many cells as the table has columns.</exception>
    public static Glossary? Load(string home)
    {
        var file = Path.Combine(home, "notebooks", "glossary.md");
        return File.Exists(file) ? Parse(File.ReadAllText(file).ReplaceLineEndings("\n")) : null;
    }

    /// <summary>Reads the text of a glossary.</summary>
    public static Glossary Parse(string text)
    {
        var intro = text.Split("\n\n").FirstOrDefault(block => block.Length > 0 && block[0] is not ('#' or '|')) ?? "";
        var rows = text.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1);
        return new(intro, [.. rows.Select(Row)]);
    }

    private static GlossaryTerm Row(string line) =>
        line.Trim('|', ' ').Split(" | ") is [var names, var meaning, var lesson, .. var words]
        && words.Length == Languages.Length
            ? new(names.Split(", "), meaning, lesson, words)
            : throw new InvalidDataException($"glossary.md: a row needs {Languages.Length + 3} cells: {line}");
}
