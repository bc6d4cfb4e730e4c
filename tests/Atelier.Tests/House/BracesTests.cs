using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atelier.Tests.House;

/// <summary>
/// Braces one way, which no analyzer holds: a single statement has none, several have them. Both are allowed round a single one
/// that holds others, or has a comment, or stands beside a branch that needs them.
/// </summary>
public sealed class BracesTests
{
    public static TheoryData<string> Folders => HandwritingTests.Folders;

    [Theory, MemberData(nameof(Folders))]
    public void A_single_statement_has_no_braces(string folder) =>
        Assert.Equal([], SourceFiles.In(folder).SelectMany(
            file => Needless(CSharpSyntaxTree.ParseText(File.ReadAllText(file)))
                .Select(block => $"{file}:{block.GetLocation().GetLineSpan().StartLinePosition.Line + 1}")));

    [Theory]
    [InlineData("if (a) { b(); }", 1)]
    [InlineData("if (a) b();", 0)]
    [InlineData("foreach (var x in a) { b(\n1); }", 1)]
    [InlineData("while (a) { b(); c(); }", 0)]
    [InlineData("while (a) { }", 0)]
    [InlineData("if (a) { if (b) c(); }", 0)]
    [InlineData("if (a) { var b = 1; }", 0)]
    [InlineData("if (a) { /* why */ b(); }", 0)]
    [InlineData("if (a) { b(); } else { c(); d(); }", 0)]
    [InlineData("if (a) { b(); } else { c(); }", 2)]
    [InlineData("if (a) { b(); } else if (c) { d(); } else { e(); f(); }", 0)]
    public void Needless_braces_are_seen(string statement, int found) =>
        Assert.Equal(found, Needless(CSharpSyntaxTree.ParseText($"void M() {{ {statement} }}")).Count());

    private static IEnumerable<BlockSyntax> Needless(SyntaxTree tree) => tree.GetRoot().DescendantNodes().OfType<BlockSyntax>()
        .Where(block => block is { Statements: [var only], Parent: StatementSyntax or ElseClauseSyntax }
            && block.Parent is not (BlockSyntax or TryStatementSyntax or CheckedStatementSyntax or UnsafeStatementSyntax
                or LocalFunctionStatementSyntax)
            && IsSimple(only) && !HasComment(block) && !StandsBesideOther(block));

    private static bool IsSimple(StatementSyntax statement) => statement is ExpressionStatementSyntax or ReturnStatementSyntax
        or ThrowStatementSyntax or YieldStatementSyntax or BreakStatementSyntax or ContinueStatementSyntax;

    private static bool HasComment(BlockSyntax block) => block.DescendantTrivia().Any(
        trivia => trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia);

    private static bool StandsBesideOther(BlockSyntax block)
    {
        var top = block.Parent is ElseClauseSyntax { Parent: var whole } ? whole : block.Parent;
        while (top is IfStatementSyntax { Parent: ElseClauseSyntax { Parent: var outer } }) top = outer;
        return top is IfStatementSyntax first && Branches(first).Any(branch => branch is BlockSyntax { Statements.Count: not 1 });
    }

    private static IEnumerable<StatementSyntax> Branches(IfStatementSyntax first) => first.Else?.Statement switch
    {
        null => [first.Statement],
        IfStatementSyntax next => Branches(next).Prepend(first.Statement),
        var last => [first.Statement, last],
    };
}
