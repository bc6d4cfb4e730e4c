using Atelier.Engine.Documents;

namespace Atelier.Engine.Site;

/// <summary>What is seen at once.</summary>
/// <param name="Cells">its cells, in order; a fragment among them comes when it is asked for</param>
/// <param name="Notes">what the speaker sees beside it</param>
internal sealed record Slide(List<NotebookCell> Cells, List<NotebookCell> Notes);
