using System.Globalization;
using Atelier.Grading.Results;

namespace Atelier.Grading.Tests.Results;

public sealed class DueTimeTests
{
    [Theory]
    [InlineData("2026-12-01T23:59+01:00", "2026-12-01T22:59Z", "Tuesday 1 December 2026, 23:59 UTC+01:00")]
    [InlineData("2026-12-01 22:59:30Z", "2026-12-01T22:59:30Z", "Tuesday 1 December 2026, 22:59:30 UTC")]
    [InlineData("2026-12-01T23:59 Europe/Vienna", "2026-12-01T22:59Z", "Tuesday 1 December 2026, 23:59 Europe/Vienna")]
    [InlineData("2026-07-01T23:59[Europe/Vienna]", "2026-07-01T21:59Z", "Wednesday 1 July 2026, 23:59 Europe/Vienna")]
    // twice on that night: the later
    [InlineData("2026-10-25T02:30 Europe/Vienna", "2026-10-25T01:30Z", "Sunday 25 October 2026, 02:30 Europe/Vienna")]
    public void A_moment_with_a_zone_is_read_and_told_in_full(string text, string moment, string told)
    {
        var due = DueTime.Parse(text);
        Assert.Equal((DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture), told), (due?.Moment, due?.ToString()));
    }

    [Theory]
    [InlineData("2026-12-01T23:59")]
    [InlineData("2026-12-01")]
    [InlineData("01.12.2026 23:59 Europe/Vienna")]
    [InlineData("12/01/2026 11:59 PM +01:00")]
    [InlineData("2026-12-01T23:59 Europe/Viena")]
    [InlineData("2026-12-01T24:59Z")]
    [InlineData("2026-02-30T23:59Z")]
    [InlineData("2026-12-01T23:59+99:00")]
    [InlineData("2026-03-29T02:30 Europe/Vienna")] // the night in which the clocks leave it out
    [InlineData("2026-12-01T23:59 ../../../etc/localtime")]
    [InlineData("tomorrow")]
    public void Anything_else_is_refused(string text) => Assert.Null(DueTime.Parse(text));
}
