namespace Atelier.Grading.Marking;

/// <summary>What the page sends for one answer.</summary>
/// <param name="Question">the question's place in the list</param>
/// <param name="Answer">the answer's place in the question's list</param>
/// <param name="Points">points, or null for none</param>
/// <param name="Comment">a comment for the student</param>
internal sealed record Mark(int Question, int Answer, double? Points, string? Comment);
