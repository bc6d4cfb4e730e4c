namespace Atelier.Grading.Marking;

/// <summary>A student's answer to a question.</summary>
/// <param name="Student">the student</param>
/// <param name="Text">the answer; empty where there is none</param>
/// <param name="Missing">why there is none; empty where there is one</param>
public sealed record Answer(string Student, string Text, string Missing);
