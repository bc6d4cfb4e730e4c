using System.Globalization;
using System.Text.RegularExpressions;

namespace Atelier.Notebooks.Tests;

/// <summary>The instructor's plans name what is in the lessons, their minutes add up, and their links lead somewhere.</summary>
public sealed partial class PlanTests
{
    public static TheoryData<string> Lessons => [.. Notebook.InstructorNames];

    public static TheoryData<string> Pages => [.. Directory
        .GetFiles(Notebook.InstructorFolder, "*.md", SearchOption.AllDirectories)
        .Select(page => Path.GetRelativePath(Notebook.InstructorFolder, page)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Lessons))]
    public void Its_minutes_follow_each_other_to_45_and_to_90(string lesson)
    {
        foreach (var length in new[] { 45, 90 })
        {
            var rows = Minutes().Matches(Part(Plan(lesson), $"{length} minutes"));
            var (starts, ends) = (Numbers(rows, 1), Numbers(rows, 2));
            Assert.Equal([0, .. ends], [.. starts, length]);
            Assert.Equal(ends.Order(), ends);
        }
    }

    [Theory, MemberData(nameof(Lessons))]
    public void The_sections_that_it_names_are_in_the_lesson(string lesson)
    {
        var plan = Plan(lesson);
        var named = Minutes().Matches(plan).Select(row => row.Groups[3].Value)
            .Concat(Rows(Part(plan, "Ask the class")).Select(cells => cells[0]))
            .Concat(OfSection().Matches(plan).Select(match => match.Groups[1].Value));
        var sections = Text(lesson).Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal));
        Assert.Empty(named.Except(sections.Select(line => line[3..])));
    }

    [Theory, MemberData(nameof(Lessons))]
    public void All_exercises_and_questions_are_its_homework(string lesson) => Assert.Equal(
        Asked().Matches(Text(lesson)).Select(match => match.Groups[1].Value),
        Rows(Part(Plan(lesson), "Homework")).Select(cells => cells[0]));

    [Theory, MemberData(nameof(Pages))]
    public void Its_links_lead_to_files(string page)
    {
        var path = Path.Combine(Notebook.InstructorFolder, page);
        Assert.All(Link().Matches(File.ReadAllText(path)), link =>
            Assert.True(Path.Exists(Path.Combine(Path.GetDirectoryName(path)!, link.Groups[1].Value)), link.Value));
    }

    [Fact]
    public void The_times_are_those_that_the_lessons_say()
    {
        var rows = Rows(Part(Page("README.md"), "How long each lesson takes"));
        Assert.Equal(Notebook.InstructorNames.Select(name => name[..2]), rows.Select(cells => cells[0]));
        foreach (var (name, cells) in Notebook.InstructorNames.Zip(rows))
        {
            Assert.Contains($"plans/{Path.ChangeExtension(name, ".md")}", cells[2]);
            Assert.Contains(cells[1], Notebook.Open($"instructor/{name}").Cells[0].Source.Replace('\n', ' '));
        }
    }

    [Fact]
    public void The_exercises_of_the_syllabuses_are_there()
    {
        var all = Notebook.InstructorNames.SelectMany(name => Asked().Matches(Text(name))).Select(match => match.Groups[1].Value);
        var named = Number().Matches(Page("README.md")).Select(match => $"Exercise {match.Value}");
        Assert.Empty(named.Except(all));
    }

    [Fact]
    public void The_points_of_the_project_add_up()
    {
        var points = Rows(Part(Page("project.md"), "Points")).Select(cells => Digits().Match(cells[^1]).Value)
            .Select(value => int.Parse(value, CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(points[^1], points[..^1].Sum());
    }

    private static string Page(string name) => File.ReadAllText(Path.Combine(Notebook.InstructorFolder, name));

    private static string Plan(string lesson) => Page(Path.Combine("plans", Path.ChangeExtension(lesson, ".md")));

    private static string Text(string lesson) =>
        string.Join("\n\n", Notebook.Open($"instructor/{lesson}").Cells.Where(cell => !cell.IsCode).Select(cell => cell.Source));

    private static string Part(string page, string heading) =>
        page.Split("\n## ").Single(part => part.StartsWith(heading + "\n", StringComparison.Ordinal));

    /// <summary>The cells of a table's rows, without its head.</summary>
    private static string[][] Rows(string part) =>
    [
        .. part.Split('\n').Where(line => line.StartsWith('|')).Skip(2).Select(line =>
            line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray()),
    ];

    private static int[] Numbers(MatchCollection rows, int group) =>
        [.. rows.Select(row => int.Parse(row.Groups[group].Value, CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"^\| (\d+)–(\d+) \| ([^|]+) \|", RegexOptions.Multiline)]
    private static partial Regex Minutes();

    [GeneratedRegex(@"of section\s+\*([^*]+)\*")]
    private static partial Regex OfSection();

    [GeneratedRegex(@"^(?:### |\*\*)((?:Exercise \d+\.\d+)|(?:Question [A-Z]))\b", RegexOptions.Multiline)]
    private static partial Regex Asked();

    [GeneratedRegex(@"\]\(([^)#:]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\b\d+\.\d+\b")]
    private static partial Regex Number();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();
}
