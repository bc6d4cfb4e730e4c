using System.Net;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Atelier.Engine.Site;

/// <summary>C# as HTML, with keywords, strings, numbers and comments marked.</summary>
internal static class CSharpHtml
{
    private static readonly CSharpParseOptions s_script = new(kind: SourceCodeKind.Script);

    public static string Render(string code)
    {
        var html = new StringBuilder();
        foreach (var token in CSharpSyntaxTree.ParseText(code, s_script).GetRoot().DescendantTokens())
        {
            Append(html, token.LeadingTrivia);
            Append(html, Kind(token), token.ToString());
            Append(html, token.TrailingTrivia);
        }

        return html.ToString();
    }

    private static void Append(StringBuilder html, SyntaxTriviaList trivia)
    {
        foreach (var item in trivia)
            Append(html, item.IsDirective ? "directive" : item.ToString().StartsWith('/') ? "comment" : null,
                item.ToFullString());
    }

    private static void Append(StringBuilder html, string? kind, string text) =>
        html.Append(kind is null ? WebUtility.HtmlEncode(text)
            : $"""<span class="{kind}">{WebUtility.HtmlEncode(text)}</span>""");

    private static string? Kind(SyntaxToken token) =>
        token.IsKeyword() || token.ValueText is "var" or "await" ? "keyword"
        : token.Kind() switch
        {
            SyntaxKind.NumericLiteralToken => "number",
            SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.InterpolatedStringTextToken
                or SyntaxKind.InterpolatedStringStartToken or SyntaxKind.InterpolatedStringEndToken
                or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken => "string",
            _ => null,
        };
}
