namespace Atelier.Grading.Release;

/// <summary>The regions that nbgrader knows.</summary>
internal static class Regions
{
    public static Region Solution { get; } = new("SOLUTION");

    public static Region HiddenTests { get; } = new("HIDDEN TESTS");

    public static Region MarkScheme { get; } = new("MARK SCHEME");
}
