using Atelier.Engine.Documents;

namespace Atelier.Engine.Site;

/// <summary>One notebook of a page or of a site.</summary>
/// <param name="Name">its file's name without the extension: <c>03-dcgan-on-mnist</c></param>
/// <param name="Document">the notebook, with outputs where it was run</param>
public sealed record SiteNotebook(string Name, NotebookDocument Document)
{
    /// <summary>The first heading, else the file's name.</summary>
    public string Title => Document.Cells.Where(cell => cell.Type == "markdown")
        .SelectMany(cell => cell.Source.Split('\n'))
        .FirstOrDefault(line => line.StartsWith("# ", StringComparison.Ordinal))?[2..].Trim() ?? Name;

    /// <summary>The name up to its first hyphen where that is a number, as in <c>03</c>; else empty.</summary>
    public string Number => Name.Split('-')[0] is var first && first.All(char.IsAsciiDigit) ? first : "";
}
