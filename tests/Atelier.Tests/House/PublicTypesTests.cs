using System.Text.Json;
using System.Text.RegularExpressions;
using Atelier.Tests.Environment;
using Microsoft.CodeAnalysis;

namespace Atelier.Tests.House;

/// <summary>What the library shows is what others call. Anything else is its own business, and so internal.</summary>
public partial class PublicTypesTests
{
    [Fact]
    public void Every_public_type_is_named_by_a_lesson_another_project_or_a_test_or_reached_from_one_that_is()
    {
        var named = Named();
        var shown =
            Shown(LibrarySources.All.Compilation.Assembly.GlobalNamespace).ToHashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        var reached = new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        var next = new Stack<ITypeSymbol>(shown.Where(type => named.Contains(type.Name) || Extends(type, named)));
        while (next.TryPop(out var type))
        {
            if (!shown.Contains(type) || !reached.Add(type)) continue;
            foreach (var other in Signatures(type)) next.Push(other);
        }

        Assert.NotEmpty(reached);
        Assert.Empty(shown.Except(reached, SymbolEqualityComparer.Default).Select(type => type!.Name).Order());
    }

    private static IEnumerable<INamedTypeSymbol> Shown(INamespaceSymbol space) => space.GetNamespaceMembers().SelectMany(Shown)
        .Concat(space.GetTypeMembers().Where(type => type.DeclaredAccessibility == Accessibility.Public));

    private static bool Extends(ITypeSymbol type, HashSet<string> named) =>
        type.GetMembers().OfType<IMethodSymbol>().Any(method => method.IsExtensionMethod && named.Contains(method.Name));

    // Private members included would reach everything: what a caller can see is what counts.
    private static IEnumerable<ITypeSymbol> Signatures(ITypeSymbol type) => type.GetMembers()
        .Where(member => member.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected)
        .SelectMany<ISymbol, ITypeSymbol>(member => member switch
        {
            IMethodSymbol method => [method.ReturnType, .. method.Parameters.Select(parameter => parameter.Type)],
            IPropertySymbol property => [property.Type],
            IFieldSymbol field => [field.Type],
            IEventSymbol happening => [happening.Type],
            _ => [],
        })
        .Concat(type.BaseType is { } parent ? [parent] : []).SelectMany(Parts);

    private static IEnumerable<ITypeSymbol> Parts(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Parts(array.ElementType),
        INamedTypeSymbol named => [named.OriginalDefinition, .. named.TypeArguments
            .Where(part => part is not ITypeParameterSymbol).SelectMany(Parts)],
        _ => [type],
    };

    private static HashSet<string> Named()
    {
        var (lib, tests) = (Path.Combine(Repository.Root, "lib"), Path.Combine(Repository.Root, "tests"));
        string[] users = [
            Path.Combine(lib, "Atelier.Cli"), Path.Combine(lib, "Atelier.Making"), Path.Combine(lib, "Atelier.Benchmarks"),
            .. Directory.GetDirectories(tests)];
        var texts = Directory.GetFiles(Path.Combine(Repository.Root, "notebooks", "instructor"), "*.ipynb").Select(Code)
            .Append(File.ReadAllText(Path.Combine(lib, "atelier.csx")))
            .Concat(users.SelectMany(LibrarySources.Files).Select(File.ReadAllText));
        return [.. texts.SelectMany(text => Identifier().Matches(text).Select(match => match.Value))];
    }

    private static string Code(string notebook)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(notebook));
        return string.Concat(json.RootElement.GetProperty("cells").EnumerateArray()
            .Where(cell => cell.GetProperty("cell_type").GetString() == "code")
            .SelectMany(cell => cell.GetProperty("source").EnumerateArray().Select(line => line.GetString())));
    }

    [GeneratedRegex(@"\b[A-Z]\w+")]
    private static partial Regex Identifier();
}
