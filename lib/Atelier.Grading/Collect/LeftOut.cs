namespace Atelier.Grading.Collect;

/// <summary>Something that was handed in and is not graded.</summary>
/// <param name="Name">its path below what was handed in</param>
/// <param name="Why">why, in one line</param>
/// <param name="IsExpected">
/// whether nobody's work is missing because of it: a system's own files, an earlier version, a picture beside a notebook
/// </param>
public sealed record LeftOut(string Name, string Why, bool IsExpected = false);
