namespace Atelier.Grading.Marking;

/// <summary>A question that is answered in words, with all answers.</summary>
/// <param name="Assignment">the assignment</param>
/// <param name="Cell">the grade id of its answer</param>
/// <param name="MaxPoints">the most points that an answer gets</param>
/// <param name="Text">what is asked, as Markdown; empty where the course does not have the lesson</param>
/// <param name="Scheme">the mark scheme; may be empty</param>
/// <param name="Answers">the answers; their places in this list are how the page names them</param>
public sealed record Question(string Assignment, string Cell, double MaxPoints, string Text, string Scheme,
    IReadOnlyList<Answer> Answers);
