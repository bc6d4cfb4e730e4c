using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Atelier.Engine.Site;

/// <summary>What the search knows, as a script: pages from disk may not read other files, but load them.</summary>
internal sealed class SearchIndex
{
    private static readonly JsonSerializerOptions s_readable = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };
    private readonly List<string[]> _entries = [];

    /// <summary>Adds the sections of a lesson.</summary>
    public void Add(SiteNotebook notebook, IReadOnlyList<Heading> headings)
    {
        foreach (var heading in headings)
            _entries.Add([$"{CourseSite.Address(notebook)}#{heading.Id}", Headings.Plain(heading.Html),
                $"{notebook.Number} {notebook.Title}".Trim(), heading.Text]);
    }

    /// <summary>Adds the words of the glossary, which are found in all their languages.</summary>
    public void Add(Glossary glossary)
    {
        foreach (var term in glossary.Terms)
            _entries.Add([$"glossary.html#{term.Id}", string.Join(", ", term.Names), "Glossary",
                $"{term.Meaning} {string.Join(", ", term.Translations)}"]);
    }

    /// <summary>The script: for each place its address, heading, page and text.</summary>
    public string Script() => $"window.courseIndex = {JsonSerializer.Serialize(_entries, s_readable)};\n";
}
