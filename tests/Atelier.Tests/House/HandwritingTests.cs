using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atelier.Tests.House;

/// <summary>
/// What no analyzer holds: lines of 130 columns, as notebooks have lines of 88; parameters told one way, tests named one way.
/// </summary>
public sealed partial class HandwritingTests
{
    private const int Columns = 130;
    private const int Text = 40; // a text of so many columns may reach further: it is read, and searched for, whole

    private static readonly string[] s_folders = ["lib", "tests", "environment"];

    public static TheoryData<string> Folders => [.. s_folders];

    [Theory, MemberData(nameof(Folders))]
    public void Lines_end_before_column_130_where_no_text_is_longer(string folder) =>
        Assert.Equal([], SourceFiles.In(folder).SelectMany(LongLines));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(200, 0)]
    public void Only_a_text_may_reach_further(int text, int found)
    {
        var line = $"var x = \"{new string('x', text)}\"{string.Concat(Enumerable.Repeat(" + y", text == 0 ? 50 : 1))};";
        Assert.Equal(found, LongLines("a.cs", SourceText.From(line)).Count());
    }

    // What stands behind a parameter's name is no sentence: it goes on from the name.
    [Fact]
    public void Parameters_are_told_without_a_full_stop() => Assert.Equal(
        [], SourceFiles.In("lib").SelectMany(
            file => Sentence().Matches(File.ReadAllText(file)).Select(found => $"{file}: {found}")));

    [Fact]
    public void Tests_are_named_in_words() => Assert.Equal(
        [], SourceFiles.In("tests").SelectMany(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot()
            .DescendantNodes().OfType<MethodDeclarationSyntax>()
            .Where(method => IsTest(method) && OneWord().IsMatch(method.Identifier.Text))
            .Select(method => $"{file}: {method.Identifier}")));

    private static bool IsTest(MethodDeclarationSyntax method) => method.AttributeLists.SelectMany(list => list.Attributes)
        .Any(attribute => attribute.Name.ToString() is "Fact" or "Theory");

    private static IEnumerable<string> LongLines(string file) => LongLines(file, SourceText.From(File.ReadAllText(file)));

    private static IEnumerable<string> LongLines(string file, SourceText source)
    {
        var root = CSharpSyntaxTree.ParseText(source).GetRoot();
        return source.Lines.Where(line => line.Span.Length > Columns && !HoldsText(root, line.Span))
            .Select(line => $"{file}:{line.LineNumber + 1}");
    }

    private static bool HoldsText(SyntaxNode root, TextSpan line) => root.DescendantNodes(line).Any(
        node => node is InterpolatedStringExpressionSyntax or LiteralExpressionSyntax && node.Span.Overlap(line)?.Length > Text);

    [GeneratedRegex(@"<(param name=""\w+""|returns)>\s*(?://+\s*)?(?:(?:An?|The|What|Whether|How|Where|Its|Text|Number|Steps|Name)\s|[^<]*[^.]\.[\s/]*</param>)")]
    private static partial Regex Sentence();

    // WholeNamesLikeThis: the framework's way for methods, of which a test's name is none that anybody calls.
    [GeneratedRegex("^(?:[A-Z][a-z0-9]*){3,}$")]
    private static partial Regex OneWord();
}
