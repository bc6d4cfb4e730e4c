using System.Text.RegularExpressions;

namespace Atelier.Notebooks.Tests;

/// <summary>Each lesson can be shown as slides: to the right from idea to idea, down for more of it.</summary>
public sealed partial class SlideTests
{
    public static TheoryData<string> All => Notebook.All;

    public static TheoryData<string> Lessons => [.. Notebook.InstructorNames.Select(name => $"instructor/{name}")];

    [Theory, MemberData(nameof(All))]
    public void Each_cell_has_its_part_in_the_slides(string name) => Assert.All(Notebook.Open(name).Cells, cell =>
        Assert.Contains(cell.SlideType, (string[])["slide", "subslide", "fragment", "skip", "notes"]));

    [Theory, MemberData(nameof(All))]
    public void The_title_is_the_first_of_twelve_to_eighteen_slides(string name)
    {
        var slides = Notebook.Open(name).Cells.Where(cell => cell.SlideType == "slide").Select(cell => cell.Id).ToArray();
        Assert.Equal(("title", "summary"), (slides[0], slides[^1]));
        Assert.InRange(slides.Length, 12, 18);
    }

    [Theory, MemberData(nameof(All))]
    public void A_slide_begins_with_words(string name) =>
        Assert.All(Notebook.Open(name).Cells.Where(cell => cell.SlideType == "slide"), cell => Assert.False(cell.IsCode));

    /// <summary>From the lesson's title to its questions: what is further is for readers.</summary>
    [Theory, MemberData(nameof(All))]
    public void No_formula_and_no_picture_is_left_out(string name) => Assert.All(
        Notebook.Open(name).Cells.TakeWhile(cell => cell.Id is not ("words-text" or "further"))
            .Where(cell => cell.IsCode ? Shown().IsMatch(cell.Source) : cell.Source.Contains("$$", StringComparison.Ordinal))
            .Where(cell => !cell.Tags.Contains("instructor")),
        cell => Assert.NotEqual("skip", cell.SlideType));

    [Theory, MemberData(nameof(All))]
    public void No_slide_gives_an_answer_away(string name) => Assert.All(
        Notebook.Open(name).Cells
            .Where(cell => cell.Json["metadata"]!["nbgrader"] is not null || cell.Tags.Contains("instructor")),
        cell => Assert.Contains(cell.SlideType, (string[])["skip", "notes"]));

    /// <summary>nbgrader takes them away by the tag, ours by either.</summary>
    [Theory, MemberData(nameof(Lessons))]
    public void Notes_are_words_for_the_instructor_behind_a_slide(string name)
    {
        foreach (var (before, cell) in Notebook.Open(name).Cells.Zip(Notebook.Open(name).Cells.Skip(1))
            .Where(pair => pair.Second.SlideType == "notes"))
        {
            Assert.Equal(("slide", false), (before.SlideType, cell.IsCode));
            Assert.Contains("instructor", cell.Tags);
        }
    }

    [Theory, MemberData(nameof(Lessons))]
    public void Each_slide_has_notes_and_students_get_none(string name)
    {
        var cells = Notebook.Open(name).Cells;
        Assert.Equal(cells.Count(cell => cell.SlideType == "slide"), cells.Count(cell => cell.SlideType == "notes"));
        Assert.DoesNotContain(Notebook.Open(Path.GetFileName(name)).Cells, cell => cell.SlideType == "notes");
    }

    [GeneratedRegex(@"(?m)^new (Picture|LineChart|JudgementTable)\(|^film$|^gallery$|^table$")]
    private static partial Regex Shown();
}
