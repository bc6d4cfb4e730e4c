namespace Atelier;

/// <summary>
/// A quiz as a Markdown file: a title (<c># …</c>), questions (<c>## …</c>), and below each its choices as a task list (<c>-
/// [x]</c> the right one,
/// <c>- [ ]</c> the others), each with its reason on the indented lines that follow.
/// </summary>
internal static class QuizFile
{
    private const string RightMark = "- [x] ", WrongMark = "- [ ] ";

    /// <param name="lines">the file</param>
    /// <param name="path">what to call it in an error</param>
    public static Quiz Parse(IReadOnlyList<string> lines, string path)
    {
        var title = "Quiz";
        var questions = new List<(string Text, List<QuizChoice> Choices, int Line)>();
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            if (line.StartsWith("## ", StringComparison.Ordinal)) questions.Add((line[3..].Trim(), [], i + 1));
            else if (line.StartsWith("# ", StringComparison.Ordinal)) title = line[2..].Trim();
            else if (IsChoice(line) && questions.Count > 0)
                questions[^1].Choices.Add(
                    new(line[RightMark.Length..].Trim(), line.StartsWith(RightMark, StringComparison.Ordinal), ""));
            else if (line.StartsWith("  ", StringComparison.Ordinal) && questions is [.., { Choices: [.., var last] choices }])
                choices[^1] = last with { Why = $"{last.Why} {line.Trim()}".Trim() };
            else if (line.Trim() != "")
                throw Fault(path, i + 1, $"'{line.Trim()}' is neither a question, nor a choice, nor the reason below a choice");
        }

        if (questions.Count == 0) throw Fault(path, lines.Count, "there is no question (a line that starts with ##)");
        return new(title, [.. questions.Select(question => Question(question, path))]);
    }

    private static bool IsChoice(string line) => line.StartsWith(RightMark, StringComparison.Ordinal)
        || line.StartsWith(WrongMark, StringComparison.Ordinal);

    private static QuizQuestion Question((string Text, List<QuizChoice> Choices, int Line) question, string path)
    {
        if (question.Choices.Count(choice => choice.Right) != 1 || question.Choices.Count < 2)
            throw Fault(path, question.Line, "a question needs at least two choices, exactly one of them with [x]");
        return question.Choices.Find(choice => choice.Why == "") is { } silent
            ? throw Fault(path, question.Line, $"the choice '{silent.Text}' has no reason below it")
            : new(question.Text, question.Choices);
    }

    private static InvalidDataException Fault(string path, int line, string what) => new($"{path}, line {line}: {what}.");
}
