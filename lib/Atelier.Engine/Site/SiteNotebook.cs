using Atelier.Engine.Documents;

namespace Atelier.Engine.Site;

/// <summary>One notebook of a page.</summary>
/// <param name="Name">its file's name without the extension: <c>03-dcgan-on-mnist</c></param>
/// <param name="Document">the notebook, with outputs where it was run</param>
public sealed record SiteNotebook(string Name, NotebookDocument Document);
