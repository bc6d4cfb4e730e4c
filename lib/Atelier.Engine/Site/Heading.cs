namespace Atelier.Engine.Site;

/// <summary>A heading of a page, and what stands below it up to the next.</summary>
/// <param name="Level">1 for a title, 2 for a section, 3 for a part of one</param>
/// <param name="Id">its anchor</param>
/// <param name="Html">what it says</param>
/// <param name="Text">the prose below it, without marks</param>
internal sealed record Heading(int Level, string Id, string Html, string Text);
