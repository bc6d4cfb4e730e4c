using System.Text.Json.Nodes;

namespace Atelier.Engine.Documents;

/// <summary>The language that a notebook says it is in.</summary>
internal static class NotebookLanguage
{
    private static readonly string[] s_csharp = ["c#", "csharp", "cs"];

    /// <summary>Refuses a notebook, or a cell of it, that says that it is in another language than C#.</summary>
    /// <exception cref="NotebookException">It is; the message says in which.</exception>
    public static void RequireCSharp(NotebookDocument notebook, string path)
    {
        var metadata = notebook.Json["metadata"] as JsonObject;
        var kernel = metadata?["kernelspec"] as JsonObject;
        var language = MultilineText.Read(kernel?["language"] ?? (metadata?["language_info"] as JsonObject)?["name"]);
        if (IsOther(language))
            throw new NotebookException(
                $"{path} is a notebook in {language} ({MultilineText.Read(kernel?["name"])}): only C# notebooks run here");
        if (notebook.Cells.FirstOrDefault(cell => cell.IsCode && IsOther(OfCell(cell))) is { } cell)
            throw new NotebookException(
                $"{path} has a cell in {OfCell(cell)} ({cell.Id ?? FirstLine(cell)}): only C# cells run here");
    }

    private static bool IsOther(string language) => language.Length > 0
        && !s_csharp.Contains(language, StringComparer.OrdinalIgnoreCase);

    /// <summary>What .NET Interactive wrote beside a cell: a notebook of its could hold several languages.</summary>
    private static string OfCell(NotebookCell cell) => cell.Json["metadata"] is JsonObject metadata
        ? MultilineText.Read((metadata["polyglot_notebook"] as JsonObject)?["kernelName"]
            ?? (metadata["dotnet_interactive"] as JsonObject)?["language"])
        : "";

    private static string FirstLine(NotebookCell cell) => cell.Source.Split('\n')[0];
}
