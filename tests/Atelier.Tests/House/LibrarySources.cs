using Atelier.Tests.Environment;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atelier.Tests.House;

/// <summary>The sources of <c>lib/Atelier</c> as the compiler understands them: which file uses what of which other.</summary>
internal sealed class LibrarySources
{
    private static readonly string s_root = Path.Combine(Repository.Root, "lib", "Atelier");
    private static readonly Lazy<LibrarySources> s_all = new(
        () => new([.. Files(s_root).Select(file => (file, File.ReadAllText(file)))]));

    // As the SDK's ImplicitUsings.
    private const string Usings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    /// <param name="files">name and text of each; a name begins with the file's folder</param>
    public LibrarySources(params IReadOnlyList<(string Name, string Text)> files)
    {
        var loaded = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        Compilation = CSharpCompilation.Create(
            "Sources",
            files.Append(("Usings.cs", Usings)).Select(file => CSharpSyntaxTree.ParseText(file.Item2, path: file.Item1)),
            loaded.Where(path => Path.GetFileName(path) != "Atelier.dll").Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
    }

    public static LibrarySources All => s_all.Value;

    public CSharpCompilation Compilation { get; }

    /// <summary>The C# files of a project.</summary>
    public static IEnumerable<string> Files(string project) =>
        Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetRelativePath(project, file).Split(Path.DirectorySeparatorChar)[0] is not ("obj" or "bin"));

    /// <summary>Each use, in code, of a type or its member by a file of another folder.</summary>
    public IEnumerable<Arrow> Arrows() =>
        from tree in Compilation.SyntaxTrees
        let model = Compilation.GetSemanticModel(tree)
        from name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
        let symbol = model.GetSymbolInfo(name).Symbol
        from used in TypeOf(symbol)?.DeclaringSyntaxReferences.Select(declared => Folder(declared.SyntaxTree)).Distinct() ?? []
        where used != Folder(tree)
        select new Arrow(Folder(tree), used, Path.GetFileName(tree.FilePath), name.Identifier.Text);

    private static INamedTypeSymbol? TypeOf(ISymbol? symbol) => symbol switch
    {
        INamedTypeSymbol type => type.OriginalDefinition,
        IMethodSymbol or IPropertySymbol or IFieldSymbol or IEventSymbol => symbol.ContainingType?.OriginalDefinition,
        _ => null,
    };

    private static string Folder(SyntaxTree tree) =>
        (Path.IsPathRooted(tree.FilePath) ? Path.GetRelativePath(s_root, tree.FilePath)
            : tree.FilePath).Split(Path.DirectorySeparatorChar)[0];
}
