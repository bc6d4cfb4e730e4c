using System.Globalization;

namespace Atelier.Grading.Grade;

/// <summary>When a submission was handed in: nbgrader writes it into <c>timestamp.txt</c> beside the notebook when it collects.</summary>
internal static class SubmissionTime
{
    private const int MostCharacters = 100;

    /// <summary>The time that a submission's folder tells; null where there is none, or none that can be read.</summary>
    public static DateTimeOffset? Of(string folder)
    {
        var file = new FileInfo(Path.Combine(folder, "timestamp.txt"));
        return file is { Exists: true, LinkTarget: null, Length: > 0 and <= MostCharacters } ? Parse(File.ReadAllText(file.FullName).Trim()) : null;
    }

    /// <summary>Reads <c>2026-12-01 23:59:00.123456 UTC</c>, with a zone's name or offset in its last word; without one it is UTC.</summary>
    public static DateTimeOffset? Parse(string text)
    {
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)) return time;
        var last = text.LastIndexOf(' ');
        return last > 0 && TimeZoneInfo.TryFindSystemTimeZoneById(text[(last + 1)..], out var zone)
            && DateTime.TryParse(text[..last], CultureInfo.InvariantCulture, out var local)
            ? new DateTimeOffset(local, zone.GetUtcOffset(local))
            : null;
    }
}
