using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atelier.Tests.House;

/// <summary>A file is read in one go, and a method on one screen.</summary>
public sealed class SizeTests
{
    private const int LinesOfFile = 200, LinesOfMethod = 40;

    private static readonly IReadOnlyList<string> s_files = SourceFiles.In("lib");

    [Fact]
    public void No_file_has_over_200_lines() => Assert.Equal(
        [], s_files.Where(file => File.ReadLines(file).Count() > LinesOfFile));

    [Fact]
    public void No_method_has_over_40_lines() => Assert.Equal(
        [], s_files.SelectMany(file => LongMethods(CSharpSyntaxTree.ParseText(File.ReadAllText(file), path: file))));

    [Theory]
    [InlineData(38, 0)]
    [InlineData(39, 1)]
    public void A_long_method_is_seen(int lines, int found)
    {
        var body = string.Concat(Enumerable.Repeat("x++;\n", lines));
        Assert.Equal(found, LongMethods(CSharpSyntaxTree.ParseText($"/// <summary>It counts.</summary>\nvoid M()\n{{{body}}}")).Count());
    }

    // From the first word of its head to its last brace; what is said of it above does not count.
    private static IEnumerable<string> LongMethods(SyntaxTree tree) => tree.GetRoot().DescendantNodes()
        .Where(node => node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax)
        .Select(node => tree.GetLineSpan(node.Span))
        .Where(span => span.EndLinePosition.Line - span.StartLinePosition.Line >= LinesOfMethod)
        .Select(span => $"{span.Path}:{span.StartLinePosition.Line + 1}");
}
