using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atelier.Engine.Session;

/// <summary>
/// The compiler takes <c>using var s = …;</c> at a cell's top level for a <c>using</c> line that goes wrong, and says three
/// things of it, one of them false. Here they become one that is true.
/// </summary>
internal static partial class UsingVariables
{
    /// <summary>The errors, with those of such a line, and those that follow from it, replaced.</summary>
    public static IEnumerable<Diagnostic> Explain(IReadOnlyList<Diagnostic> errors)
    {
        Location[] places = [.. errors.Select(Place).OfType<Location>().Distinct()];
        var names = places.Select(place => Text(place).TrimEnd('=', ' ').Split(' ')[^1]).ToHashSet();
        return errors.Where(error => Place(error) is null && !(error.Id == "CS0103" && names.Contains(Text(error.Location))))
            .Concat(places.Select(Explanation));
    }

    /// <summary>The declaration on an error's line that is a <c>using</c> variable of the cell, or null.</summary>
    private static Location? Place(Diagnostic error)
    {
        if (error.Location.SourceTree is not { } tree) return null;
        var line = tree.GetText().Lines.GetLineFromPosition(error.Location.SourceSpan.Start);
        if (Declaration().Match(line.ToString()) is not { Success: true, Groups: [_, var written] }) return null;
        var start = line.Start + written.Index;
        var isLocal = tree.GetRoot().FindToken(start).Parent is LocalDeclarationStatementSyntax;
        return isLocal ? null : Location.Create(tree, new(start, written.Length));
    }

    private static Diagnostic Explanation(Location place) => Diagnostic.Create("CS0825", "",
        "A variable of a cell lives on in later cells, so `using` cannot end it here. "
        + $"Put the lines that use it in braces: {{ {Text(place)} …; … }}",
        DiagnosticSeverity.Error, DiagnosticSeverity.Error, isEnabledByDefault: true, warningLevel: 0, location: place);

    private static string Text(Location place) => place.SourceTree?.GetText().ToString(place.SourceSpan) ?? "";

    [GeneratedRegex(@"^\s*((?:await\s+)?using\s+(?!(?:static|unsafe)\b)[\w.<>\[\]?,]+\s+\w+\s*=)(?!=)")]
    private static partial Regex Declaration();
}
