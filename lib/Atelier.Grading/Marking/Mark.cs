namespace Atelier.Grading.Marking;

/// <summary>What the page sends for one answer.</summary>
/// <param name="Question">The question's place in the list.</param>
/// <param name="Answer">The answer's place in the question's list.</param>
/// <param name="Points">Points, or null for none.</param>
/// <param name="Comment">A comment for the student.</param>
internal sealed record Mark(int Question, int Answer, double? Points, string? Comment);
