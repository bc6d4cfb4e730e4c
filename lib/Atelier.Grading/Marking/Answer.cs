namespace Atelier.Grading.Marking;

/// <summary>A student's answer to a question.</summary>
/// <param name="Student">The student.</param>
/// <param name="Text">The answer; empty where there is none.</param>
/// <param name="Missing">Why there is none; empty where there is one.</param>
public sealed record Answer(string Student, string Text, string Missing);
