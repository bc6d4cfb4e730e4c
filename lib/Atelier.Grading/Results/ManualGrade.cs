namespace Atelier.Grading.Results;

/// <summary>What a person said of a cell.</summary>
/// <param name="Student">The student's id.</param>
/// <param name="Assignment">The assignment.</param>
/// <param name="Cell">The cell's grade id.</param>
/// <param name="Points">Points in the place of the grader's; null for a comment alone.</param>
/// <param name="Comment">A comment for the student; may be empty.</param>
public sealed record ManualGrade(string Student, string Assignment, string Cell, double? Points, string Comment);
