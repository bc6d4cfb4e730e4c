namespace Atelier.Grading.Grade;

/// <summary>One notebook that a student handed in.</summary>
/// <param name="Student">the student's id</param>
/// <param name="Assignment">the lesson's name, as <c>01-the-minimax-game</c></param>
/// <param name="Path">the file; null where there is none that can be graded</param>
/// <param name="Problem">why it cannot be graded, or null</param>
/// <param name="Submitted">when it was handed in, where that is known</param>
public sealed record Submission(string Student, string Assignment, string? Path, string? Problem = null,
    DateTimeOffset? Submitted = null)
{
    /// <summary>What it is called in what was handed in.</summary>
    public string Name { get; init; } = "";

    /// <summary>What the student and the instructor are told of how it was found, one line each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
