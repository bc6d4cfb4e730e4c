namespace Atelier.Grading.Results;

/// <summary>What a person said of a cell.</summary>
/// <param name="Student">the student's id</param>
/// <param name="Assignment">the assignment</param>
/// <param name="Cell">the cell's grade id</param>
/// <param name="Points">points in the place of the grader's; null for a comment alone</param>
/// <param name="Comment">a comment for the student; may be empty</param>
public sealed record ManualGrade(string Student, string Assignment, string Cell, double? Points, string Comment);
