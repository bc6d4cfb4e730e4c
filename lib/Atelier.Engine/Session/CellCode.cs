using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;

namespace Atelier.Engine.Session;

/// <summary>One cell, from its syntax tree to code that can be started.</summary>
internal sealed class CellCode(CSharpCompilation compilation, SyntaxTree tree)
{
    private static readonly EmitOptions s_emitting = new(debugInformationFormat: DebugInformationFormat.PortablePdb);

    private Func<object?[], Task<object?>>? _entry;

    public CSharpCompilation Compilation => compilation;

    public bool IsCompiled { get; private set; }

    /// <summary>Whether there is anything to run: a cell may hold nothing but <c>using</c> lines or comments.</summary>
    public bool HasCode => Roots.Any(root => root.Members.Count > 0);

    /// <summary>Whether cells after this one can see anything of it.</summary>
    public bool Declares => Roots.Any(root => root.Usings.Count > 0 || root.GetReferenceDirectives().Count > 0)
        || compilation.ScriptClass!.GetMembers().Any(member => !member.IsImplicitlyDeclared);

    private bool CanTakeLong => Roots.Any(root => root.DescendantNodes().Any(node => node
        is InvocationExpressionSyntax or WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax
            or CommonForEachStatementSyntax
        or GotoStatementSyntax or QueryExpressionSyntax or BaseMethodDeclarationSyntax or LambdaExpressionSyntax
        or BaseTypeDeclarationSyntax));

    private IEnumerable<CompilationUnitSyntax> Roots => compilation.SyntaxTrees.Select(each => each.GetCompilationUnitRoot());

    /// <summary>The packages that the <c>#r</c> lines of the cell, and of the files that it loads, name.</summary>
    public IReadOnlyList<PackageName> Packages() =>
        [.. Roots.SelectMany(root => root.GetReferenceDirectives()).Select(line => PackageName.TryParse(line.File.ValueText))
            .OfType<PackageName>()];

    /// <summary>
    /// Compiles the cell against these too: of an <c>#r</c> line Roslyn itself takes one reference, and a package is many.
    /// </summary>
    public void Add(IEnumerable<MetadataReference> references) => compilation = compilation.AddReferences(references);

    /// <summary>Compiles to memory and loads. The diagnostics hold the errors where that fails.</summary>
    public IReadOnlyList<Diagnostic> Compile(CancellationToken cancellation)
    {
        if (!HasCode)
        {
            var found = compilation.GetDiagnostics(cancellation);
            IsCompiled = !found.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
            return found;
        }
        using var code = new MemoryStream();
        using var symbols = new MemoryStream();
        var emitted = compilation.Emit(code, symbols, options: s_emitting, cancellationToken: cancellation);
        IsCompiled = emitted.Success;
        if (IsCompiled) Load(code, symbols, compilation.GetEntryPoint(cancellation)!);
        return emitted.Diagnostics;
    }

    /// <summary>Starts the cell on the states of the cells before it; it adds its own.</summary>
    public Task<object?> Start(object?[] states) => _entry?.Invoke(states) ?? Task.FromResult<object?>(null);

    /// <summary>Whether the cell ends in an expression that has a value.</summary>
    public bool HasValue() =>
        tree.GetCompilationUnitRoot().Members.LastOrDefault()
            is GlobalStatementSyntax { Statement: ExpressionStatementSyntax last }
        && last.SemicolonToken.IsMissing
        && compilation.GetSemanticModel(tree).GetTypeInfo(last.Expression).Type?.SpecialType != SpecialType.System_Void;

    private void Load(MemoryStream code, MemoryStream symbols, IMethodSymbol entry)
    {
        if (CanTakeLong) (code, symbols) = StopChecks.Add(code, symbols);
        code.Position = symbols.Position = 0;
        _entry = AssemblyLoadContext.Default.LoadFromStream(code, symbols)
            .GetType(entry.ContainingType.MetadataName, throwOnError: true)!
            .GetMethod(entry.MetadataName, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!
            .CreateDelegate<Func<object?[], Task<object?>>>();
    }
}
