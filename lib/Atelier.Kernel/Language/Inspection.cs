using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.QuickInfo;

namespace Atelier.Kernel.Language;

/// <summary>
/// What stands at the cursor: its declaration and documentation; between the brackets of a call, also the overloads.
/// </summary>
internal static class Inspection
{
    public static async Task<JsonObject> ReplyAsync(CodeWorkspace workspace, string code, int cursor)
    {
        var document = workspace.Open(code);
        var name = Name(code, cursor);
        var text = (name is { } at ? await AtAsync(document, at).ConfigureAwait(false) : null)
            ?? await CallAsync(document, cursor).ConfigureAwait(false);
        return new()
        {
            ["status"] = "ok",
            ["found"] = text is not null,
            ["data"] = text is null ? new JsonObject() : new JsonObject { ["text/plain"] = text },
            ["metadata"] = new JsonObject(),
        };
    }

    /// <summary>A position in the name that the cursor touches, or null.</summary>
    private static int? Name(string code, int cursor) =>
        cursor < code.Length && SyntaxFacts.IsIdentifierPartCharacter(code[cursor]) ? cursor
        : cursor > 0 && SyntaxFacts.IsIdentifierPartCharacter(code[cursor - 1]) ? cursor - 1
        : null;

    private static async Task<string?> AtAsync(Document document, int position)
    {
        var found = await QuickInfoService.GetService(document)!.GetQuickInfoAsync(document, position).ConfigureAwait(false);
        var sections = found?.Sections.Select(section => section.Text.ReplaceLineEndings("\n").Trim())
            .Where(text => text.Length > 0);
        return sections is null ? null : string.Join("\n\n", sections);
    }

    private static async Task<string?> CallAsync(Document document, int position)
    {
        var root = await document.GetSyntaxRootAsync().ConfigureAwait(false);
        var called = root!.FindToken(Math.Max(0, position - 1)).Parent?.AncestorsAndSelf().OfType<ArgumentListSyntax>()
            .FirstOrDefault(list => list.OpenParenToken.Span.End <= position)?.Parent switch
        {
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } => member.Name,
            InvocationExpressionSyntax call => call.Expression,
            ObjectCreationExpressionSyntax creation => creation.Type,
            _ => (ExpressionSyntax?)null,
        };
        if (called is null)
            return null;
        var model = await document.GetSemanticModelAsync().ConfigureAwait(false);
        var overloads = Overloads(model!, called).Select(symbol => symbol.ToMinimalDisplayString(model!, position)).ToList();
        var described = await AtAsync(document, called.Span.End - 1).ConfigureAwait(false);
        return overloads.Count > 1 ? $"{described}\n\n{string.Join('\n', overloads)}" : described;
    }

    private static IEnumerable<ISymbol> Overloads(SemanticModel model, ExpressionSyntax called) =>
        model.GetSymbolInfo(called).Symbol is INamedTypeSymbol type ? type.InstanceConstructors : model.GetMemberGroup(called);
}
