using System.Globalization;
using System.Text;

namespace Atelier.Grading.Results;

/// <summary>Writes comma-separated values (RFC 4180) that a spreadsheet takes for data and never for a formula.</summary>
internal static class Csv
{
    /// <summary>Adds a row.</summary>
    public static void Row(StringBuilder text, IEnumerable<string> fields) => text.AppendJoin(',', fields.Select(Field)).Append("\r\n");

    /// <summary>A number as a field.</summary>
    public static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    // A spreadsheet takes a text that begins like this for a formula, and runs it: an apostrophe keeps it text.
    private static string Field(string value)
    {
        if (value.Length > 0 && "=+-@\t\r".Contains(value[0], StringComparison.Ordinal) && !double.TryParse(value, CultureInfo.InvariantCulture, out _)) value = "'" + value;
        return value.AsSpan().IndexOfAny("\",\r\n") < 0 ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
