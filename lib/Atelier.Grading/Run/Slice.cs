namespace Atelier.Grading.Run;

/// <summary>A part of the submissions, for one of several machines.</summary>
/// <param name="Part">which part, from 1</param>
/// <param name="Parts">how many parts there are</param>
public sealed record Slice(int Part, int Parts)
{
    /// <summary>All of them.</summary>
    public static Slice All { get; } = new(1, 1);

    /// <summary>Reads a slice.</summary>
    /// <param name="text">as <c>2/8</c></param>
    /// <returns>the slice, or null where there is no such part</returns>
    public static Slice? Parse(string text) =>
        text.Split('/') is [var i, var n] && int.TryParse(i, out var part) && int.TryParse(n, out var parts)
            && part >= 1 && part <= parts
            ? new Slice(part, parts)
            : null;

    /// <summary>Every so manieth of some, so that each part has of each student and lesson.</summary>
    public IEnumerable<T> Of<T>(IEnumerable<T> all) => all.Where((_, index) => index % Parts == Part - 1);
}
