using Atelier.Engine.Documents;

namespace Atelier.Engine.Site;

/// <summary>
/// Executed notebooks as a site: a cover, a page for each lesson, a glossary, and a search. It works from disk and from any
/// web server: no network, no request to elsewhere, all links relative.
/// </summary>
public static class CourseSite
{
    /// <summary>Writes the pages of all notebooks in a folder.</summary>
    /// <param name="executed">the folder of the executed notebooks (<c>*.ipynb</c>)</param>
    /// <param name="folder">gets the pages; it may be the same</param>
    /// <param name="home">the course's folder, whose README gives the cover its words and pictures</param>
    /// <returns>the cover's file</returns>
    public static string Write(string executed, string folder, string home)
    {
        SiteNotebook[] notebooks =
            [.. Directory.EnumerateFiles(executed, "*.ipynb").Order(StringComparer.Ordinal).SelectMany(Load)];
        var (files, search, glossary) = (new SharedFiles(folder), new SearchIndex(), Glossary.Load(home));
        var frame = new PageFrame(files, glossary is not null);
        foreach (var (at, notebook) in notebooks.Index())
        {
            var body = LessonBody.Of(notebook, "", name => Address(notebooks, name), glossary);
            search.Add(notebook, body.Headings);
            Save(notebook.Name, LessonPage.Render(frame, notebooks, at, body));
        }

        if (glossary is not null)
        {
            search.Add(glossary);
            Save("glossary", GlossaryPage.Render(frame, glossary, notebooks));
        }

        Save("index", CoverPage.Render(frame, notebooks, home));
        files.Script(search.Script(), "index");
        files.RemoveOthers();
        return Path.Combine(folder, "index.html");

        void Save(string name, string page) => WholeFile.Write(Path.Combine(folder, name + ".html"), page);
    }

    /// <summary>A lesson's page, seen from another page.</summary>
    internal static string Address(SiteNotebook notebook) => Uri.EscapeDataString(notebook.Name) + ".html";

    /// <summary>The page of the lesson of this name; null where there is none.</summary>
    internal static string? Address(IEnumerable<SiteNotebook> notebooks, string name) =>
        notebooks.FirstOrDefault(notebook => notebook.Name == name) is { } found ? Address(found) : null;

    private static IEnumerable<SiteNotebook> Load(string file)
    {
        NotebookDocument document;
        try
        {
            document = NotebookDocument.Load(file);
        }
        catch (NotebookException)
        {
            yield break; // not of this run, which has written whole files
        }

        yield return new(Path.GetFileNameWithoutExtension(file), document);
    }
}
