using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atelier.Notebooks.Tests;

/// <summary>A name means one thing in a lesson, so that a cell can be run again whatever ran in between.</summary>
public sealed class NamesTests
{
    private static readonly CSharpParseOptions s_script = new(kind: SourceCodeKind.Script);

    public static TheoryData<string> Names => [.. Notebook.InstructorNames];

    /// <summary>But for probes among themselves: nobody but the grader reads what they declare.</summary>
    [Theory, MemberData(nameof(Names))]
    public void No_two_cells_declare_the_same_name(string name)
    {
        var taken =
            from cell in Notebook.Open($"instructor/{name}").CodeCells
            from word in Declared(cell.Source).Distinct()
            group cell by word into cells
            where cells.Count() > 1 && !cells.All(cell => cell.Tags.Contains("probe"))
            select $"{cells.Key} in {string.Join(", ", cells)}";
        Assert.Empty(taken);
    }

    [Theory]
    [InlineData("var x = 1;", "x")]
    [InlineData("int a = 1, b = 2;", "a", "b")]
    [InlineData("var (G, (D, _)) = (1, (2, 3));", "G", "D")]
    [InlineData("double Mean(double[] values) { var sum = values.Sum(); return sum; }", "Mean")]
    [InlineData("class Race { public int Steps; }", "Race")]
    [InlineData("foreach (var i in new[] { 1 }) { var inner = i; }")]
    [InlineData("(G, D) = (1, 2);")]
    public void It_finds_what_a_cell_declares(string source, params string[] names) => Assert.Equal(names, Declared(source));

    private static IEnumerable<string> Declared(string source) =>
        CSharpSyntaxTree.ParseText(source, s_script).GetCompilationUnitRoot().Members.SelectMany(member => member switch
        {
            FieldDeclarationSyntax field => field.Declaration.Variables.Select(variable => variable.Identifier.Text),
            MethodDeclarationSyntax method => [method.Identifier.Text],
            BaseTypeDeclarationSyntax type => [type.Identifier.Text],
            GlobalStatementSyntax { Statement: ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax assignment } }
                when assignment.Left is DeclarationExpressionSyntax several =>
                several.DescendantNodes().OfType<SingleVariableDesignationSyntax>().Select(one => one.Identifier.Text),
            _ => [],
        });
}
