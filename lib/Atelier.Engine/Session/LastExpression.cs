using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atelier.Engine.Session;

/// <summary>A cell's last line, where the compiler reads something else in it than the person wrote.</summary>
internal static class LastExpression
{
    /// <summary>
    /// Of <c>p with { X = 9 }</c> the parser makes a property <c>with</c> of a type <c>p</c>: it becomes the expression, in the
    /// same place.
    /// </summary>
    public static SyntaxTree Mend(SyntaxTree tree)
    {
        var root = tree.GetCompilationUnitRoot();
        if (root.Members.LastOrDefault() is not PropertyDeclarationSyntax
            {
                Identifier.Text: "with",
                AccessorList: { } accessors
            } property) return tree;
        if (accessors.Accessors.Count > 0 && !accessors.ContainsDiagnostics) return tree;
        var expression = SyntaxFactory.ParseExpression(property.ToString(), options: tree.Options);
        if (expression is not WithExpressionSyntax) return tree;
        var statement = SyntaxFactory.ExpressionStatement(expression.WithTriviaFrom(property),
            SyntaxFactory.MissingToken(SyntaxKind.SemicolonToken));
        return tree.WithRootAndOptions(root.ReplaceNode(property, SyntaxFactory.GlobalStatement(statement)), tree.Options);
    }
}
