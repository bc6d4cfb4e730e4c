using System.Text.Json.Nodes;
using Atelier.Engine.Session;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Atelier.Kernel.Language;

/// <summary>Tells a console whether Enter runs the code or starts a new line.</summary>
internal static class Completeness
{
    public static JsonObject Reply(string code)
    {
        var tree = CSharpSyntaxTree.ParseText(WithoutCommands(code), CSharpSession.ParseOptions);
        if (!SyntaxFactory.IsCompleteSubmission(tree))
            return new() { ["status"] = "incomplete", ["indent"] = Indent(code) };
        var invalid = tree.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        return new() { ["status"] = invalid ? "invalid" : "complete" };
    }

    /// <summary>The last line's indentation, and four more after a brace.</summary>
    private static string Indent(string code)
    {
        var line = code[(code.TrimEnd().LastIndexOf('\n') + 1)..].TrimEnd();
        var indent = line[..(line.Length - line.TrimStart().Length)];
        return line.EndsWith('{') ? indent + "    " : indent;
    }

    private static string WithoutCommands(string code) =>
        string.Join('\n', code.Split('\n').Select(line => line.StartsWith("#!", StringComparison.Ordinal) ? "" : line));
}
