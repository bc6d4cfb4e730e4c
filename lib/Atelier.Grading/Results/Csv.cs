using System.Globalization;
using System.Text;

namespace Atelier.Grading.Results;

/// <summary>
/// Comma-separated values (RFC 4180), written so that a spreadsheet takes them for data and never for a formula.
/// </summary>
internal static class Csv
{
    /// <summary>Adds a row.</summary>
    public static void Row(StringBuilder text, IEnumerable<string> fields) =>
        text.AppendJoin(',', fields.Select(Field)).Append("\r\n");

    /// <summary>The rows of a file, separated by commas, semicolons or tabs, whichever its first line has most of.</summary>
    public static IReadOnlyList<string[]> Read(string text)
    {
        text = text.TrimStart('\uFEFF');
        var separator =
            ",;\t".MaxBy(
                each => text.AsSpan(0, text.AsSpan().IndexOfAny('\r', '\n') is >= 0 and var end ? end : text.Length).Count(each));
        var (rows, fields, field, isQuoted) = (new List<string[]>(), new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '"' && isQuoted && i + 1 < text.Length && text[i + 1] == '"') field.Append(text[++i]);
            else if (c == '"') isQuoted = !isQuoted;
            else if (isQuoted || (c != separator && c is not ('\r' or '\n'))) field.Append(c);
            else if (c == separator) EndField();
            else EndRow();
        }

        EndRow();
        return rows;

        void EndField()
        {
            fields.Add(field.ToString());
            field.Clear();
        }

        void EndRow()
        {
            if (fields.Count == 0 && field.Length == 0) return;
            EndField();
            rows.Add([.. fields]);
            fields.Clear();
        }
    }

    /// <summary>A number as a field.</summary>
    public static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    // A spreadsheet takes a text that begins like this for a formula, and runs it: an apostrophe keeps it text.
    private static string Field(string value)
    {
        if (value.Length > 0 && "=+-@\t\r".Contains(value[0], StringComparison.Ordinal)
            && !double.TryParse(value, CultureInfo.InvariantCulture, out _)) value = "'" + value;
        return value.AsSpan().IndexOfAny("\",\r\n") < 0 ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
