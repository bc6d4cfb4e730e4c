using System.Globalization;
using System.Text.RegularExpressions;

namespace Atelier.Notebooks.Tests;

/// <summary>Reads what the cells of an executed notebook show.</summary>
internal static partial class Lesson
{
    public static IEnumerable<Output> Outputs(this Notebook notebook) => notebook.CodeCells.SelectMany(cell => cell.Outputs);

    public static IEnumerable<Output> Outputs(this Notebook notebook, string cell) =>
        notebook.CodeCells.Single(c => c.Id == cell).Outputs;

    /// <summary>The plain text of a cell's only output.</summary>
    public static string Text(this Notebook notebook, string cell) => notebook.Outputs(cell).Single().Data("text/plain")!;

    /// <summary>The numbers with a decimal point in a cell's text, in the order of the text.</summary>
    public static double[] Numbers(this Notebook notebook, string cell) =>
        Parse(Decimal().Matches(notebook.Text(cell)).Select(match => match.Value));

    /// <summary>What the pattern's last group finds in a cell's text.</summary>
    public static double[] Numbers(this Notebook notebook, string cell, string pattern) =>
        Parse(Regex.Matches(notebook.Text(cell), pattern).Select(
            match => match.Groups.Values.Skip(1).Last(group => group.Success).Value));

    /// <summary>The first and the last value of each line of a chart, as its text tells them.</summary>
    public static (double First, double Last)[] Lines(this Notebook notebook, string cell) =>
    [
        .. Line().Matches(notebook.Text(cell)).Select(match => (Number(match.Groups[1].Value), Number(match.Groups[2].Value))),
    ];

    public static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static double[] Parse(IEnumerable<string> numbers) => [.. numbers.Select(Number)];

    [GeneratedRegex(@"-?\d+\.\d+")]
    private static partial Regex Decimal();

    [GeneratedRegex(@"points, from (\S+) to (\S+) \(")]
    private static partial Regex Line();
}
