using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.DotNet.Interactive.Formatting;

namespace Atelier;

/// <summary>
/// Questions with choices; opening a choice says at once whether it is right, and why. It needs no script and no network, so it
/// works in a notebook, in an exported page and by keyboard.
/// </summary>
/// <param name="title">what the quiz is about</param>
/// <param name="questions">at least one</param>
[TypeFormatterSource(typeof(DisplayableFormatters), PreferredMimeTypes = [MimeType.Html, MimeType.Text, MimeType.Metadata])]
public sealed partial class Quiz(string title, IReadOnlyList<QuizQuestion> questions) : Displayable
{
    /// <summary>The questions, in order.</summary>
    public IReadOnlyList<QuizQuestion> Questions => questions;

    /// <summary>
    /// Reads <c>notebooks/quizzes/NAME.md</c> of the course, so that the answers are not in the reader's sight.
    /// </summary>
    /// <param name="name">the notebook's name: <c>01-the-minimax-game</c></param>
    /// <exception cref="FileNotFoundException">There is no such quiz.</exception>
    /// <exception cref="InvalidDataException">The file is no quiz; the message names the line.</exception>
    public static Quiz Load(string name)
    {
        var path = Path.Combine(CoursePaths.Home, "notebooks", "quizzes", $"{name}.md");
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no quiz '{name}': {path} is missing. Is the course's folder complete?");
        return QuizFile.Parse(File.ReadAllLines(path), path);
    }

    /// <inheritdoc/>
    public override string ToHtml() =>
        $"""<section style="max-width:46em"><b>{Rich(title)}</b>{string.Concat(questions.Select(ToHtml))}</section>""";

    /// <inheritdoc/>
    public override string ToString() => $"{title}\n{string.Join('\n', questions.Select(ToText))}";

    /// <inheritdoc/>
    public override JsonObject Metadata() =>
        new() { ["alt"] = $"{title}: {questions.Count} questions", ["quiz"] = questions.Count };

    private static string ToHtml(QuizQuestion question, int index) =>
        $"""<p style="margin:1em 0 0.3em">{index + 1}. {Rich(question.Text)}</p>{string.Concat(question.Choices.Select(ToHtml))}""";

    private static string ToHtml(QuizChoice choice)
    {
        var (mark, colour) = choice.Right ? ("✓ Right.", "#009E73") : ("✗ No.", "#D55E00");
        return $"""
            <details style="margin:0.2em 0 0.2em 1em;border:1px solid #bbb;border-radius:4px;padding:0.2em 0.6em"><summary style="cursor:pointer">{Rich(choice.Text)}</summary>
            <div role="status" style="border-left:4px solid {colour};padding-left:0.6em;margin:0.3em 0"><b>{mark}</b> {Rich(choice.Why)}</div></details>
            """;
    }

    private static string ToText(QuizQuestion question, int index) =>
        $"{index + 1}. {question.Text}\n{string.Join('\n', question.Choices.Select(choice => $"   ○ {choice.Text}"))}";

    private static string Rich(string text) => Code().Replace(Markup.Encode(text), "<code>$1</code>");

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
