using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Html;

namespace Atelier.Engine.Session;

/// <summary>The functions that every cell can call by name, called as .NET Interactive calls them.</summary>
[SuppressMessage("Style", "IDE1006", Justification = "display is written so in C# notebooks")]
public static class CellFunctions
{
    /// <summary>Shows a value below the cell, in the MIME types that its type prefers or in those named.</summary>
    public static DisplayedValue display(object? value, params string[] mimeTypes) => new(value, mimeTypes);

    /// <summary>Text that is shown as HTML.</summary>
    public static IHtmlContent HTML(string content) => new HtmlString(content);

    /// <summary>Shows HTML whose script is <paramref name="content"/>.</summary>
    public static void Javascript(string content) => display(HTML($"<script type=\"text/javascript\">{content}</script>"));

    /// <summary>Adds a style sheet to the page.</summary>
    public static void CSS(string content) => display(HTML($"<style>{content}</style>"));

    /// <summary>Removes what the cell has shown so far; with <paramref name="wait"/>, when the next output comes.</summary>
    public static void clear(bool wait = false) => CellContext.Current?.Clear(wait);

    /// <summary>Asks the person for a line of text.</summary>
    public static string? input(string prompt = "") => CellContext.Current?.Ask(prompt, password: false);

    /// <summary>Asks the person for a line that is not shown while it is typed.</summary>
    public static string? password(string prompt = "") => CellContext.Current?.Ask(prompt, password: true);
}
