using System.Security;
using System.Text.Json.Nodes;
using Microsoft.DotNet.Interactive.Formatting;

namespace Atelier;

/// <summary>Results of several trials, one under the other: a name and its numbers in each row.</summary>
/// <param name="caption">one line below the table: say how the numbers were measured</param>
/// <param name="columns">the titles of the columns, from the second on</param>
[TypeFormatterSource(typeof(DisplayableFormatters), PreferredMimeTypes = [MimeType.Html, MimeType.Text, MimeType.Metadata])]
public sealed class ResultTable(string caption, params string[] columns) : Displayable
{
    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row, in place of an earlier one of the same name.</summary>
    /// <param name="name">what was measured</param>
    /// <param name="values">one for each column: a number is written with three digits, an <see cref="Estimate"/> with its error,
    /// a text as it is</param>
    /// <exception cref="ArgumentException">There are more or fewer values than columns.</exception>
    public ResultTable Add(string name, params object[] values)
    {
        if (values.Length != columns.Length)
            throw new ArgumentException(
                $"The row '{name}' has {values.Length} values, but the table has {columns.Length} columns.");
        _rows.RemoveAll(row => row[0] == name);
        _rows.Add([name, .. values.Select(Text)]);
        return this;
    }

    /// <inheritdoc/>
    public override string ToHtml() => Markup.Figure(
        $"<table><thead><tr>{string.Concat(columns.Prepend("").Select(Head))}</tr></thead><tbody>{string.Concat(_rows.Select(Row))}</tbody></table>",
        caption);

    /// <inheritdoc/>
    public override string ToString() => string.Join('\n', _rows.Prepend([.. columns.Prepend("")]).Select(Line)) + $"\n{caption}";

    /// <inheritdoc/>
    public override JsonObject Metadata() => new() { ["alt"] = ToString(), ["caption"] = caption };

    private static string Text(object value) => value switch
    {
        string text => text,
        Estimate { Error: 0 } one => Text(one.Mean),
        double number => Math.Abs(number) is >= 1000 or 0 ? $"{number:f0}" : Math.Abs(number) < 0.01 ? $"{number:f4}"
            : $"{number:g3}",
        float number => Text((double)number),
        _ => $"{value}",
    };

    private static string Head(string title) =>
        $"""<th scope="col" style="text-align:right;padding:0.2em 0.8em">{Markup.Encode(title)}</th>""";

    private static string Row(string[] row) =>
        $"""<tr><th scope="row" style="text-align:left">{Markup.Encode(row[0])}</th>{string.Concat(row.Skip(1).Select(Cell))}</tr>""";

    private static string Cell(string text) =>
        $"""<td style="text-align:right;padding:0.2em 0.8em">{SecurityElement.Escape(text)}</td>""";

    private static string Line(string[] row) => string.Concat(row.Select((cell, i) => i == 0 ? $"{cell,-28}" : $"{cell,16}"));
}
