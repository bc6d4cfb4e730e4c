namespace Atelier.Grading.Watching;

/// <summary>What keeps a notebook from being counted as it is.</summary>
/// <param name="Student">whose it is</param>
/// <param name="What">what it is, in words that name nobody</param>
/// <param name="Detail">what the grader says of it, which may name somebody; may be empty</param>
public sealed record WatchTrouble(string Student, string What, string Detail = "");
