using Atelier.Engine.Documents;
using Atelier.Grading.Grade;
using Atelier.Grading.Release;
using Atelier.Grading.Results;

namespace Atelier.Grading.Marking;

/// <summary>Collects the questions of a gradebook that a person has to mark.</summary>
public static class Questions
{
    /// <summary>The questions, by assignment and in the order of its notebook.</summary>
    /// <param name="book">the gradebook</param>
    /// <param name="notebooks">the folder of the instructor's notebooks, which have the questions and the mark schemes</param>
    /// <param name="isBlind">
    /// whether the answers come in an order that says nothing of the students, another for each question
    /// </param>
    public static IReadOnlyList<Question> Of(Gradebook book, string notebooks, bool isBlind)
    {
        var questions = new List<Question>();
        foreach (var assignment in book.Grades.GroupBy(grade => grade.Assignment)
            .OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var path = Path.Combine(notebooks, assignment.Key + ".ipynb");
            var notebook = File.Exists(path) ? NotebookDocument.Load(path) : null;
            foreach (var cell in assignment.SelectMany(grade => grade.Cells).Where(cell => cell.Outcome == GradeOutcome.Manual)
                .DistinctBy(cell => cell.Id))
            {
                var (text, scheme) = notebook is null ? ("", "") : Texts(notebook, cell.Id);
                var answers = assignment.Select(grade => Answer(grade, cell.Id));
                questions.Add(
                    new Question(assignment.Key, cell.Id, cell.MaxPoints, text, scheme,
                        [.. isBlind ? Shuffled(answers, book.Seed + questions.Count) : answers]));
            }
        }

        return questions;
    }

    private static Answer Answer(SubmissionGrade grade, string id)
    {
        var cell = grade.Cells.FirstOrDefault(cell => cell.Id == id);
        var missing = grade.Problem ?? cell?.Answer switch
        {
            null => "The gradebook has no answer to this question: grade again.",
            "" => "No answer was given.",
            _ => "",
        };
        return new Answer(grade.Student, cell?.Answer ?? "", missing);
    }

    // The question stands before the answer's cell, the scheme in it, in the question or in the instructor's notes behind it.
    private static (string Text, string Scheme) Texts(NotebookDocument notebook, string id)
    {
        var cells = notebook.Cells.ToList();
        var at = cells.FindIndex(cell => GradeCell.Of(cell)?.Id == id);
        if (at < 0) return ("", "");
        var question = cells.Take(at).LastOrDefault(cell => !cell.IsCode && !IsNote(cell));
        var notes = cells.Skip(at + 1).TakeWhile(IsNote).Select(cell => cell.Source);
        var own = new[] { question?.Source ?? "", cells[at].Source };
        return (Regions.MarkScheme.Outside(own[0]),
            string.Join("\n\n", own.Select(Regions.MarkScheme.Inside).Append(Model(cells[at])).Concat(notes)
                .Where(text => text != "")));
    }

    private static string Model(NotebookCell answer) =>
        Regions.MarkScheme.Outside(answer.Source).Trim() is var text && text != ClearSolutions.EmptyAnswer ? text : "";

    private static bool IsNote(NotebookCell cell) => cell.Tags.Contains(RemoveInstructorCells.Note);

    private static IEnumerable<Answer> Shuffled(IEnumerable<Answer> answers, int seed)
    {
        var all = answers.ToArray();
#pragma warning disable CA5394 // an order, not a secret
        new Random(seed).Shuffle(all);
#pragma warning restore CA5394
        return all;
    }
}
