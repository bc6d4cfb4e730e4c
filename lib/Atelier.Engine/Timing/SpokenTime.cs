using System.Globalization;
using System.Text.RegularExpressions;

namespace Atelier.Engine.Timing;

/// <summary>Times and machines as a text for people has them.</summary>
public static partial class SpokenTime
{
    /// <summary>"27 seconds", "2 minutes and 45 seconds"; from a minute and a half on to five seconds.</summary>
    /// <param name="seconds">at least 0</param>
    public static string Of(double seconds)
    {
        var whole = (int)Math.Max(1, Math.Round(seconds));
        if (whole < 90) return Count(whole, "second");
        var (minutes, rest) = Math.DivRem((int)Math.Round(seconds / 5) * 5, 60);
        return Count(minutes, "minute") + (rest > 0 ? $" and {Count(rest, "second")}" : "");
    }

    /// <summary>
    /// "Atelier · torch 2.10 on CPU, 2 threads · scale: lecture" is "two CPU cores", and "… on NVIDIA H200 (cuda:0) · …" is
    /// "an NVIDIA H200".
    /// </summary>
    /// <param name="described">as a lesson's first cell says it</param>
    public static string Machine(string described)
    {
        var found = Device().Match(described);
        return !found.Success ? "a machine"
            : !found.Groups["threads"].Success ? $"an {found.Groups["name"].Value}"
            : int.Parse(found.Groups["threads"].Value, CultureInfo.InvariantCulture) switch
            {
                1 => "one CPU core",
                2 => "two CPU cores",
                var threads => $"{threads} CPU cores",
            };
    }

    private static string Count(int number, string unit) => $"{number} {unit}{(number == 1 ? "" : "s")}";

    [GeneratedRegex(@" on (CPU, (?<threads>\d+) threads?|(?<name>[^·(]+?))( \([^)]*\))?( ·|$)")]
    private static partial Regex Device();
}
