using System.Reflection;

namespace Atelier.Engine.Site;

/// <summary>The scripts and styles that a page carries.</summary>
internal static class SiteResource
{
    public static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Atelier.Engine.Site.{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The script that turns formulas into MathML, where the text has any; else nothing.</summary>
    public static string FormulaScript(string html) => html.Contains("class=\"math\"", StringComparison.Ordinal)
        ? $"{Read("temml.min.js")}\n{Read("formulas.js")}"
        : "";

    /// <summary>The same as an element of a page that stands alone.</summary>
    public static string Formulas(string html) =>
        FormulaScript(html) is { Length: > 0 } script ? $"<script>{script}</script>" : "";
}
