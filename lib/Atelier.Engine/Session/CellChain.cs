using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Atelier.Engine.Session;

/// <summary>
/// The cells as Roslyn's chain of submissions: each one sees what the ones before it declared. A cell that declares nothing is no
/// part of the chain, so that a session of a thousand cells does not get slower.
/// </summary>
internal sealed class CellChain(SourceReferenceResolver sources, MetadataReferenceResolver references)
{
    /// <summary>How the assemblies of cells are called.</summary>
    public const string NamePrefix = "cell-";

    private static readonly string[] s_usings =
    [
        "System", "System.IO", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks",
        "System.Linq",
        typeof(CellFunctions).FullName!, typeof(DisplayExtensions).FullName!,
    ];

    // Versions of referenced assemblies that differ and fit; a task that nobody awaits, which is at home in a cell.
    private static readonly Dictionary<string, ReportDiagnostic> s_quiet =
        new[] { "CS1701", "CS1702", "CS4014" }.ToDictionary(id => id, _ => ReportDiagnostic.Suppress);

    public CSharpCompilationOptions Options { get; } = new(
        OutputKind.DynamicallyLinkedLibrary,
        usings: s_usings,
        optimizationLevel: OptimizationLevel.Release,
        allowUnsafe: true,
        specificDiagnosticOptions: s_quiet,
        concurrentBuild: false,
        sourceReferenceResolver: sources,
        metadataReferenceResolver: references,
        assemblyIdentityComparer: DesktopAssemblyIdentityComparer.Default);

    // Slot 0 is a host object's, which cells here do not have.
    private object?[] _states = new object?[16];
    private int _length = 1;

    public static CSharpParseOptions Parsing { get; } = new(LanguageVersion.Latest, DocumentationMode.None,
        SourceCodeKind.Script);

    /// <summary>The last cell that declared something.</summary>
    public CSharpCompilation? Latest { get; private set; }

    /// <summary>
    /// What the next cell is compiled against, beside what it inherits: a submission has all references of those before it.
    /// </summary>
    public IReadOnlyList<MetadataReference> References => Latest is null ? AssemblyFolders.Framework : [];

    public CellCode Parse(string code, string cellName)
    {
        var tree = LastExpression.Mend(CSharpSyntaxTree.ParseText(SourceText.From(code, Encoding.UTF8), Parsing, cellName));
        var name = $"{NamePrefix}{Guid.NewGuid():N}";
        // A compilation takes over its predecessor's references; given again, they would add up from cell to cell.
        var references = Latest is null ? References : [];
        return new CellCode(
            CSharpCompilation.CreateScriptCompilation(name, tree, references, Options, Latest, typeof(object)), tree);
    }

    /// <summary>Starts a compiled cell. What it declares is there for the cells after it, even if it fails half way.</summary>
    public Task<object?> Start(CellCode cell)
    {
        if (_states.Length == _length) Array.Resize(ref _states, _states.Length * 2);
        _states[_length] = null;
        if (cell.Declares)
        {
            Latest = cell.Compilation;
            if (cell.HasCode) _length++;
        }
        return cell.Start(_states);
    }

    /// <summary>The variables that cells have declared, the latest of each name.</summary>
    public IEnumerable<SessionVariable> Variables() =>
        _states.Take(_length).Reverse().OfType<object>()
            .SelectMany(state => state.GetType().GetFields().Where(field => !field.Name.StartsWith('<'))
                .Select(field => new SessionVariable(field.Name, field.FieldType, field.GetValue(state))))
            .DistinctBy(variable => variable.Name);
}
