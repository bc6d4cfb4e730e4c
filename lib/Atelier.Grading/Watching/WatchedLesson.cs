namespace Atelier.Grading.Watching;

/// <summary>How a lesson stands in a class.</summary>
/// <param name="Name">its name</param>
/// <param name="Graded">notebooks that count</param>
/// <param name="Waiting">notebooks that are being graded, or will be</param>
/// <param name="Exercises">its exercises, in order</param>
/// <param name="Troubles">notebooks that do not count as they are</param>
public sealed record WatchedLesson(
    string Name, int Graded, int Waiting, IReadOnlyList<WatchedExercise> Exercises, IReadOnlyList<WatchTrouble> Troubles);
