using System.Text.RegularExpressions;

namespace Atelier.Notebooks.Tests;

/// <summary>
/// Lesson 00's guide to the others: each row of it leads to sections that are there, and to code that is there.
/// </summary>
public sealed partial class GuideTests
{
    public static TheoryData<string> Rows =>
    [
        .. Notebook.Open("instructor/00-start-here.ipynb").Cells.Single(cell => cell.Id == "chinese-text").Source
            .Split('\n').Where(line => Section().IsMatch(line)),
    ];

    [Theory, MemberData(nameof(Rows))]
    public void It_leads_to_sections_and_code_that_are_there(string row)
    {
        var sections = Section().Matches(row).Select(match => match.Groups).ToArray();
        Assert.All(sections, to =>
        {
            Assert.StartsWith(to["number"].Value, to["file"].Value);
            var headings = Notebook.Open($"instructor/{to["file"].Value}").Cells.Where(cell => !cell.IsCode)
                .SelectMany(cell => cell.Source.Split('\n')).Where(line => line.StartsWith("## ", StringComparison.Ordinal));
            Assert.Contains(headings, line => Number().Replace(line, "") == to["title"].Value);
        });
        var code = string.Join('\n', sections.Select(to => to["file"].Value).Distinct()
            .SelectMany(file => Notebook.Open($"instructor/{file}").CodeCells).Select(cell => cell.Source));
        Assert.All(Searched().Matches(row), word => Assert.Contains(word.Groups[1].Value, code));
    }

    [GeneratedRegex(@"\[(?<number>\d\d), (?<title>[^\]]+)\]\((?<file>[^)]+)\)")]
    private static partial Regex Section();

    [GeneratedRegex(@"^## \d+\. ")]
    private static partial Regex Number();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Searched();
}
