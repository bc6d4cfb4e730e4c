namespace Atelier.Browser.Tests.Slides;

/// <summary>What a walk through all slides has found.</summary>
internal sealed record Walked
{
    /// <summary>Slides that do not fit.</summary>
    public string[] Cut { get; init; } = [];

    /// <summary>Slides that have to be moved to be seen whole.</summary>
    public string[] Moved { get; init; } = [];

    /// <summary>How many there are.</summary>
    public int Slides { get; init; }
}
