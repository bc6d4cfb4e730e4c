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

    /// <summary>The scripts that turn formulas into MathML, where the text has any; else nothing.</summary>
    public static string Formulas(string html) => html.Contains("class=\"math\"", StringComparison.Ordinal)
        ? $"<script>{Read("temml.min.js")}\n{Read("formulas.js")}</script>"
        : "";
}
