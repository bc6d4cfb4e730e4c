namespace Atelier;

/// <summary>One question of a <see cref="Quiz"/>.</summary>
/// <param name="Text">the question; `code` between backticks</param>
/// <param name="Choices">at least two, of which one is right</param>
public sealed record QuizQuestion(string Text, IReadOnlyList<QuizChoice> Choices);
