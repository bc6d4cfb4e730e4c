using System.Globalization;

namespace Atelier.Benchmarks;

/// <summary>What a figure is to reach.</summary>
/// <param name="Value">the ratio, or where <paramref name="OfValue"/> is set our value itself</param>
/// <param name="IsLeast">at least so much; else at most</param>
/// <param name="OfValue">whether it is our value that counts, and not its ratio to the peer's</param>
internal readonly record struct Goal(double Value, bool IsLeast, bool OfValue = false)
{
    public static Goal AtLeast(double ratio) => new(ratio, IsLeast: true);

    public static Goal AtMost(double ratio) => new(ratio, IsLeast: false);

    /// <summary>Our value is at most so much.</summary>
    public static Goal Within(double value) => new(value, IsLeast: false, OfValue: true);

    public bool IsReachedBy(double number) => IsLeast ? number >= Value : number <= Value;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(OfValue ? "ours " : "")}{(IsLeast ? '≥' : '≤')} {Value}");
}
