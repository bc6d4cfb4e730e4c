using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atelier.Notebooks.Tests;

/// <summary>Which cells of a notebook declare, use and change which names, as the compiler sees it.</summary>
internal sealed class Names
{
    private static readonly MetadataReference[] s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(file => MetadataReference.CreateFromFile(file)),
    ];

    private static readonly CSharpCompilationOptions s_options = new(OutputKind.DynamicallyLinkedLibrary, usings:
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Threading.Tasks",
        "Atelier", "TorchSharp", "TorchSharp.torch",
    ]);

    // What a cell may call beside the library.
    private const string Loaded = "object display(object value) => value;";

    private readonly List<Use> _uses = [];
    private readonly List<(string Name, int Cell)> _declared = [];

    private Names()
    {
    }

    /// <summary>A name that a cell uses or gives a new value, and the cell that declares it.</summary>
    internal sealed record Use(string Name, int Declared, int Cell, bool Changes);

    public IReadOnlyList<Use> Uses => _uses;

    public IReadOnlyList<(string Name, int Cell)> Declared => _declared;

    /// <param name="cells">C#, in the order in which a reader runs it; the first may load files</param>
    public static Names Of(IReadOnlyList<string> cells)
    {
        var names = new Names();
        CSharpCompilation? before = null;
        var trees = new Dictionary<SyntaxTree, int>();
        for (var cell = 0; cell < cells.Count; cell++)
        {
            var source = cells[cell].StartsWith("#load", StringComparison.Ordinal) ? Loaded : cells[cell];
            var tree = CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(kind: SourceCodeKind.Script));
            trees[tree] = cell;
            before = CSharpCompilation.CreateScriptCompilation(
                $"cell{cell}", tree, s_references, s_options, before);
            Assert.Empty(before.GetDiagnostics().Where(problem => problem.Severity == DiagnosticSeverity.Error));
            names.Read(before.GetSemanticModel(tree), cell, trees);
        }

        return names;
    }

    private void Read(SemanticModel model, int cell, Dictionary<SyntaxTree, int> trees)
    {
        foreach (var name in model.SyntaxTree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
        {
            var symbol = model.GetSymbolInfo(name).Symbol;
            if (symbol?.ContainingType is { IsScriptClass: true } && Tree(symbol) is { } tree && trees[tree] != cell)
                _uses.Add(new Use(symbol.Name, trees[tree], cell, IsTarget(name)));
        }

        _declared.AddRange(model.Compilation.ScriptClass!.GetMembers()
            .Where(member => !member.IsImplicitlyDeclared && Tree(member) == model.SyntaxTree)
            .Select(member => (member.Name, cell)));
    }

    private static SyntaxTree? Tree(ISymbol symbol) => symbol.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree;

    private static bool IsTarget(SimpleNameSyntax name) =>
        name.AncestorsAndSelf().TakeWhile(node => node is SimpleNameSyntax or TupleExpressionSyntax or ArgumentSyntax)
            .Last().Parent is AssignmentExpressionSyntax assignment && assignment.Left.Span.Contains(name.Span);
}
