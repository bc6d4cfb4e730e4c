using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis.Completion;
using Microsoft.CodeAnalysis.Tags;

namespace Atelier.Kernel.Language;

/// <summary>What could stand at the cursor.</summary>
internal static class Completions
{
    public static async Task<JsonObject> ReplyAsync(CodeWorkspace workspace, string code, int cursor)
    {
        var document = workspace.Open(code);
        var list = await CompletionService.GetService(document)!.GetCompletionsAsync(document, cursor).ConfigureAwait(false);
        var typed = code[list.Span.Start..cursor];
        var found = list.ItemsList.Where(item => Fits(item, typed)).DistinctBy(item => item.DisplayText).ToList();
        var (start, end) = (CodePosition.ToJupyter(code, list.Span.Start), CodePosition.ToJupyter(code, cursor));
        return new()
        {
            ["status"] = "ok",
            ["matches"] = new JsonArray([.. found.Select(item => item.DisplayText)]),
            ["cursor_start"] = start,
            ["cursor_end"] = end,
            ["metadata"] = new JsonObject
            {
                // JupyterLab and VS Code read the kinds from here.
                ["_jupyter_types_experimental"] = new JsonArray([.. found.Select(item => new JsonObject
                {
                    ["text"] = item.DisplayText,
                    ["type"] = Kind(item),
                    ["start"] = start,
                    ["end"] = end,
                })]),
            },
        };
    }

    /// <summary>
    /// Left out: snippets, which Jupyter would take for words, and casts and operators, which belong before what was typed.
    /// </summary>
    private static bool Fits(CompletionItem item, string typed) =>
        item.FilterText.StartsWith(typed, StringComparison.OrdinalIgnoreCase)
        && !item.Tags.Contains(WellKnownTags.Snippet) && item.InlineDescription.Length == 0;

    private static string Kind(CompletionItem item) => item.Tags.FirstOrDefault() switch
    {
        WellKnownTags.Method or WellKnownTags.ExtensionMethod => "function",
        WellKnownTags.Local or WellKnownTags.Parameter or WellKnownTags.RangeVariable => "variable",
        null => "text",
        var tag => tag.ToLowerInvariant(),
    };
}
