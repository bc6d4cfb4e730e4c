using System.Globalization;

namespace Atelier.Grading.Collect;

/// <summary>
/// When a submission was handed in: nbgrader writes it into <c>timestamp.txt</c> beside the notebook when it collects.
/// </summary>
internal static class SubmissionTime
{
    /// <summary>The file's name.</summary>
    public const string FileName = "timestamp.txt";

    private const int MostCharacters = 100;

    /// <summary>The time that such a file tells; null where there is none that can be read.</summary>
    public static DateTimeOffset? Of(HandedInFile? file)
    {
        try
        {
            return file is { File: { } path, Problem: null } && new FileInfo(path).Length <= MostCharacters
                ? Parse(File.ReadAllText(path).Trim())
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>
    /// Reads <c>2026-12-01 23:59:00.123456 UTC</c>, with a zone's name or offset in its last word; without one it is UTC.
    /// </summary>
    public static DateTimeOffset? Parse(string text)
    {
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            return time;
        var last = text.LastIndexOf(' ');
        return last > 0 && TimeZoneInfo.TryFindSystemTimeZoneById(text[(last + 1)..], out var zone)
            && DateTime.TryParse(text[..last], CultureInfo.InvariantCulture, out var local)
            ? new DateTimeOffset(local, zone.GetUtcOffset(local))
            : null;
    }
}
