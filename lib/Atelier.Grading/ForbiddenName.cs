using Atelier.Engine.Session;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atelier.Grading;

/// <summary>
/// Looks in code for a name that an exercise forbids, because calling it would be the answer: <c>AdaIn.Transfer</c>, a member of
/// a type, or
/// <c>conv2d</c>, whatever it belongs to. Only code counts, not comments or strings; what the code calls of the student's own
/// counts too.
/// </summary>
internal sealed class ForbiddenName
{
    private readonly List<SyntaxNode> _reached = [];
    private readonly List<UsingDirectiveSyntax> _usings;

    private ForbiddenName(string answer, IEnumerable<string> others)
    {
        var (root, rest) = (Parse(answer), others.Select(Parse).ToList());
        _usings = [.. rest.Prepend(root).SelectMany(unit => unit.DescendantNodes().OfType<UsingDirectiveSyntax>())];
        Reach(root, rest.SelectMany(unit => unit.Members).SelectMany(member => Declared(member).Select(name => (name, member)))
            .ToLookup(pair => pair.name, pair => pair.member));
    }

    /// <summary>The first of the names that the answer uses, or null.</summary>
    /// <param name="forbidden">the names</param>
    /// <param name="answer">the student's answer</param>
    /// <param name="others">the other cells that the student wrote</param>
    public static string? In(IReadOnlyList<string> forbidden, string answer, IEnumerable<string> others)
    {
        if (forbidden.Count == 0) return null;
        var search = new ForbiddenName(answer, others);
        return forbidden.FirstOrDefault(search.Uses);
    }

    private static CompilationUnitSyntax Parse(string code) =>
        SyntaxFactory.ParseCompilationUnit(code, options: CSharpSession.ParseOptions);

    private void Reach(SyntaxNode first, ILookup<string, MemberDeclarationSyntax> declared)
    {
        var (waiting, seen) = (new Queue<SyntaxNode>([first]), new HashSet<SyntaxNode>());
        while (waiting.TryDequeue(out var node))
        {
            if (!seen.Add(node)) continue;
            _reached.Add(node);
            foreach (var member in Identifiers(node).SelectMany(name => declared[name])) waiting.Enqueue(member);
        }
    }

    private bool Uses(string name)
    {
        var parts = name.Split('.');
        var (type, member) = (parts.Length > 1 ? parts[^2] : null, parts[^1]);
        if (type is null) return _reached.Exists(node => Identifiers(node).Contains(member));
        var aliases = _usings.Where(one => one.Alias is not null && Last(one.NamespaceOrType) == type)
            .Select(one => one.Alias!.Name.Identifier.ValueText).Append(type).ToHashSet();
        var opened = _usings.Exists(one => one.StaticKeyword != default && Last(one.NamespaceOrType) == type);
        return _reached.SelectMany(node => node.DescendantNodes()).OfType<SimpleNameSyntax>()
            .Any(at => at.Identifier.ValueText == member && (Owner(at) is { } owner ? aliases.Contains(owner) : opened));
    }

    // What stands before the dot; null where there is none.
    private static string? Owner(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Name == name => Last(access.Expression),
        QualifiedNameSyntax qualified when qualified.Right == name => Last(qualified.Left),
        _ => null,
    };

    private static string Last(SyntaxNode node) =>
        node.DescendantTokens().LastOrDefault(token => token.IsKind(SyntaxKind.IdentifierToken)).ValueText ?? "";

    private static IEnumerable<string> Identifiers(SyntaxNode node) =>
        node.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText);

    // A statement declares what it assigns.
    private static IEnumerable<string> Declared(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => [method.Identifier.ValueText],
        PropertyDeclarationSyntax property => [property.Identifier.ValueText],
        BaseTypeDeclarationSyntax type => [type.Identifier.ValueText],
        FieldDeclarationSyntax field => field.Declaration.Variables.Select(variable => variable.Identifier.ValueText),
        GlobalStatementSyntax statement => statement.DescendantNodes().SelectMany(node => node switch
        {
            AssignmentExpressionSyntax assignment => Identifiers(assignment.Left),
            SingleVariableDesignationSyntax variable => [variable.Identifier.ValueText],
            LocalFunctionStatementSyntax function => [function.Identifier.ValueText],
            _ => [],
        }),
        _ => [],
    };
}
