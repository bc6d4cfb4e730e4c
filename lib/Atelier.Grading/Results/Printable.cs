using System.Globalization;
using System.Text;

namespace Atelier.Grading.Results;

/// <summary>Text of students' for a terminal, where some characters are commands.</summary>
public static class Printable
{
    /// <summary>
    /// The text with what moves the cursor, changes colours or turns the direction of writing written out as <c>\u001b</c>.
    /// </summary>
    public static string Of(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator)
                safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else
                safe.Append(c);
        }

        return safe.ToString();
    }
}
