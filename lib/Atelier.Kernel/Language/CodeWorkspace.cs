using System.Composition.Hosting;
using Atelier.Engine.Session;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Host.Mef;
using Microsoft.CodeAnalysis.Text;

namespace Atelier.Kernel.Language;

/// <summary>
/// The session as Roslyn's editor services see it: a project for each cell that declared something, each continuing the one
/// before. Made when it is first needed, and only what is new is added later.
/// </summary>
internal sealed class CodeWorkspace(CSharpSession session) : IDisposable
{
    private readonly AdhocWorkspace _workspace = new(Services());
    private readonly Dictionary<CSharpCompilation, ProjectId> _projects = [];
    private readonly Dictionary<string, MetadataReference> _documented = [];

    private Document? _written;
    private CSharpCompilation? _after;

    /// <summary>A document with the text of a cell that is being written, after all that has run.</summary>
    public Document Open(string code)
    {
        if (_written is null || _after != session.Latest)
            (_written, _after) = (NewCell(), session.Latest);
        // The one before is taken up with a new text, so that its references need not be bound again at each key.
        return _written = _written.WithText(SourceText.From(code));
    }

    public void Dispose() => _workspace.Dispose();

    /// <summary>
    /// Without the providers that go through all namespaces for what could be imported: their answers would not be shown.
    /// </summary>
    private static MefHostServices Services()
    {
        var parts = MefHostServices.DefaultAssemblies.SelectMany(assembly => assembly.GetTypes())
            .Where(type => !type.Name.EndsWith("ImportCompletionProvider", StringComparison.Ordinal));
        return MefHostServices.Create(new ContainerConfiguration().WithParts(parts).CreateContainer());
    }

    private Document NewCell()
    {
        AddProjects();
        var options = session.CompilationOptions;
        // The cell's own #load and #r wait until it runs: nobody wants a download while typing.
        // A cell takes over the references of the cells before it.
        var references = session.Latest is null ? session.References : [];
        var project = Project("cell", options.WithSourceReferenceResolver(null), references, session.Latest);
        var document = Script(project.Id, SourceText.From(""));
        return _workspace.CurrentSolution.AddProject(project).AddDocument(document).GetDocument(document.Id)!;
    }

    private void AddProjects()
    {
        var added = new Stack<CSharpCompilation>();
        for (var cell = session.Latest; cell is not null && !_projects.ContainsKey(cell); cell = Previous(cell))
            added.Push(cell);
        foreach (var cell in added)
        {
            var project = Project(cell.AssemblyName!, cell.Options, cell.References, Previous(cell));
            _workspace.AddProject(project);
            _workspace.AddDocument(Script(project.Id, cell.SyntaxTrees[^1].GetText()));
            _projects.Add(cell, project.Id);
        }
    }

    private ProjectInfo Project(string name, CompilationOptions options, IEnumerable<MetadataReference> references,
        CSharpCompilation? previous) =>
        ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Create(), name, name, LanguageNames.CSharp,
            // What #r named is among the references; a cell that names again what one before it named has it twice.
            compilationOptions: options.WithMetadataReferenceResolver(null),
            parseOptions: CSharpSession.ParseOptions.WithDocumentationMode(DocumentationMode.Parse),
            projectReferences: previous is null ? [] : [new ProjectReference(_projects[previous])],
            metadataReferences: references.Select(Documented).Distinct(),
            isSubmission: true);

    private static DocumentInfo Script(ProjectId project, SourceText text) => DocumentInfo.Create(
        DocumentId.CreateNewId(project), "cell.csx", sourceCodeKind: SourceCodeKind.Script,
        loader: TextLoader.From(TextAndVersion.Create(text, VersionStamp.Create())));

    private static CSharpCompilation? Previous(CSharpCompilation cell) => cell.ScriptCompilationInfo?.PreviousScriptCompilation;

    /// <summary>
    /// The engine's references carry no documentation; it does not need any. The assembly is in memory once for both.
    /// </summary>
    private MetadataReference Documented(MetadataReference reference)
    {
        if (reference is not PortableExecutableReference { FilePath: { } file } engines)
            return reference;
        if (!_documented.TryGetValue(file, out var known))
            _documented[file] =
                known = ((AssemblyMetadata)engines.GetMetadata()).GetReference(DocumentationFiles.For(file), filePath: file);
        return known;
    }
}
