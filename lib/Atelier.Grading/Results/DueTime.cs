using System.Globalization;
using System.Text.RegularExpressions;

namespace Atelier.Grading.Results;

/// <summary>
/// A moment as a person writes it, which has to say in which zone: a due date that each reader takes for another is none.
/// </summary>
/// <param name="Moment">the moment</param>
/// <param name="Zone">the zone as it was written, as <c>Europe/Vienna</c> or <c>UTC+01:00</c></param>
public sealed partial record DueTime(DateTimeOffset Moment, string Zone)
{
    /// <summary>How it is written, for errors.</summary>
    public const string Forms = "2026-12-01T23:59+01:00, 2026-12-01T22:59Z, or 2026-12-01T23:59 Europe/Vienna";

    /// <summary>
    /// Reads ISO 8601 with an offset, or a date and time with the name of a zone. Of an hour that a clock shows twice, the later
    /// counts.
    /// </summary>
    /// <returns>
    /// the moment, or null for any other form, a day or hour that there is not, and a zone that this machine does not know
    /// </returns>
    public static DueTime? Parse(string text)
    {
        if (Form().Match(text.Trim()) is not { Success: true } form) return null;
        var (time, offset, zone) =
            (form.Groups["time"].Value.Replace(' ', 'T'), form.Groups["offset"].Value, form.Groups["zone"].Value);
        if (!DateTime.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)) return null;
        if (offset == "Z") return new DueTime(new DateTimeOffset(local, TimeSpan.Zero), "UTC");
        if (offset != "")
            return DateTimeOffset.TryParse(time + offset, CultureInfo.InvariantCulture, out var moment)
                ? new DueTime(moment, $"UTC{offset}")
                : null;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known) || known.IsInvalidTime(local)) return null;
        return new DueTime(
            new DateTimeOffset(local, known.IsAmbiguousTime(local) ? known.GetAmbiguousTimeOffsets(local).Min()
                : known.GetUtcOffset(local)), zone);
    }

    /// <summary>The moment in full, as <c>Tuesday 1 December 2026, 23:59 Europe/Vienna</c>.</summary>
    public override string ToString() =>
        Moment.ToString(Moment.Second == 0 ? "dddd d MMMM yyyy, HH:mm" : "dddd d MMMM yyyy, HH:mm:ss",
            CultureInfo.InvariantCulture) + " " + Zone;

    [GeneratedRegex(@"^(?<time>\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?)((?<offset>Z|[+-]\d\d:\d\d)| ?\[?(?<zone>[A-Za-z][A-Za-z0-9_+/-]*)\]?)$")]
    private static partial Regex Form();
}
