using System.Xml.Linq;
using CsCheck;

namespace Atelier.Tests.Teaching;

public sealed class QuizTests
{
    private static readonly string[] s_file =
    [
        "# Two questions", "", "## Is 1 < 2?", "", "- [x] Yes", "  One comes", "  before two.", "- [ ] No", "  Count again.",
        "## What is `D`?", "- [ ] A painter", "  That is G.", "- [x] A judge", "  It tells real from fake.",
    ];

    [Fact]
    public void A_file_becomes_questions_with_reasons()
    {
        var quiz = QuizFile.Parse(s_file, "q.md");
        Assert.Equal(["Is 1 < 2?", "What is `D`?"], quiz.Questions.Select(question => question.Text));
        Assert.Equal(new QuizChoice("Yes", true, "One comes before two."), quiz.Questions[0].Choices[0]);
        Assert.Equal(new QuizChoice("A painter", false, "That is G."), quiz.Questions[1].Choices[0]);
    }

    [Fact]
    public void The_page_hides_each_verdict_behind_its_choice()
    {
        var page = XElement.Parse(QuizFile.Parse(s_file, "q.md").ToHtml());
        var choices = page.Descendants("details").ToArray();

        Assert.Equal(["Yes", "No", "A painter", "A judge"], choices.Select(choice => choice.Element("summary")!.Value));
        Assert.Equal(
            [true, false, false, true],
            choices.Select(choice => choice.Element("div")!.Value.Contains("Right", StringComparison.Ordinal)));
        Assert.Contains("Count again.", choices[1].Element("div")!.Value);
        Assert.Equal("D", page.Descendants("code").Single().Value);
    }

    [Fact]
    public void The_plain_text_does_not_tell_the_answer()
    {
        var text = QuizFile.Parse(s_file, "q.md").ToString();
        Assert.Contains("○ A judge", text);
        Assert.DoesNotContain("tells real", text);
    }

    [Theory]
    [InlineData("## Q|- [x] a|  why", "at least two choices")]
    [InlineData("## Q|- [x] a|  why|- [x] b|  why", "exactly one")]
    [InlineData("## Q|- [x] a|  why|- [ ] b", "has no reason")]
    [InlineData("## Q|so?", "line 2: 'so?'")]
    [InlineData("- [x] a", "line 1")]
    [InlineData("# T", "no question")]
    public void A_faulty_file_is_named_with_its_line(string lines, string remark) =>
        Assert.Contains(remark, Assert.Throws<InvalidDataException>(() => QuizFile.Parse(lines.Split('|'), "q.md")).Message);

    [Fact]
    public void Any_text_is_either_a_quiz_or_a_named_fault() =>
        Gen.OneOf(new[] { "# t", "## q", "- [x] a", "- [ ] b", "  why", "", "-", "<script>" }.Select(Gen.Const)
            .ToArray()).Array[0, 12].Sample(lines =>
        {
            try
            {
                XElement.Parse(QuizFile.Parse(lines, "q.md").ToHtml());
            }
            catch (InvalidDataException fault)
            {
                Assert.StartsWith("q.md, line ", fault.Message);
            }
        });

    [Fact]
    public void Every_quiz_of_the_course_can_be_read()
    {
        foreach (var path in Directory.GetFiles(Path.Combine(Environment.Repository.Root, "notebooks", "quizzes"), "*.md"))
            Assert.NotEmpty(QuizFile.Parse(File.ReadAllLines(path), path).Questions);
    }
}
