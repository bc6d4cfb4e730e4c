using System.Text.RegularExpressions;
using Atelier.Tests.Environment;
using Microsoft.CodeAnalysis.CSharp;

namespace Atelier.Tests.House;

/// <summary>
/// What the engine, the kernel and the grader know of the library without standing on it is declared in <c>lib/README.md</c>.
/// </summary>
public partial class SeamTests
{
    private static readonly string s_declared =
        File.ReadAllText(Path.Combine(Repository.Root, "lib", "README.md")).Split("## What passes between")[1];

    public static TheoryData<string> Names =>
    [
        .. new[] { "Atelier.Engine", "Atelier.Kernel", "Atelier.Grading", "Atelier.Interactive" }
            .SelectMany(project => LibrarySources.Files(Path.Combine(Repository.Root, "lib", project)))
            .SelectMany(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot().DescendantTokens())
            .Where(token => token.RawKind is (int)SyntaxKind.StringLiteralToken or (int)SyntaxKind.InterpolatedStringTextToken)
            .SelectMany(token => Name().Matches(token.ValueText)).Select(match => match.Value).Distinct().Order(),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_name_that_the_library_knows_is_declared(string name) =>
    Assert.Matches($@"`{Regex.Escape(name)}[`(]", s_declared);

    // "Atelier" as a whole string, "Atelier.Seed.Everything", "ATELIER_HOME"; not the programs' own files, nor words for people.
    [GeneratedRegex(@"^Atelier$|\bAtelier(?!\.(Engine|Kernel|Grading|slnx)\b)(\.\w+)+|\bATELIER_\w+|^application/vnd\.atelier\.metadata\+json$")]
    private static partial Regex Name();
}
