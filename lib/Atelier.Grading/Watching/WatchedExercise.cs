namespace Atelier.Grading.Watching;

/// <summary>How an exercise stands in a class.</summary>
/// <param name="Name">its heading</param>
/// <param name="Solved">the students all of whose tests pass</param>
/// <param name="Begun">the students who have some of the points</param>
/// <param name="NotYet">all others who have handed the lesson in</param>
public sealed record WatchedExercise(
    string Name, IReadOnlyList<string> Solved, IReadOnlyList<string> Begun, IReadOnlyList<string> NotYet);
