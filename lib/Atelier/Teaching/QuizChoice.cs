namespace Atelier;

/// <summary>One choice of a <see cref="QuizQuestion"/>.</summary>
/// <param name="Text">the choice</param>
/// <param name="Right">whether it is the right one</param>
/// <param name="Why">why it is right, or what is wrong with it</param>
public sealed record QuizChoice(string Text, bool Right, string Why);
