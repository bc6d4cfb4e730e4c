using System.Text.Json;

namespace Atelier.Cli;

/// <summary>How many tests passed, failed and were skipped.</summary>
internal sealed record TestCount(int Passed, int Failed, int Skipped)
{
    /// <summary>Reads the summary of a report in the Common Test Report Format (https://ctrf.io).</summary>
    public static TestCount Read(string ctrf)
    {
        using var document = JsonDocument.Parse(ctrf);
        var summary = document.RootElement.GetProperty("results").GetProperty("summary");
        return new TestCount(
            summary.GetProperty("passed").GetInt32(),
            summary.GetProperty("failed").GetInt32() + summary.GetProperty("other").GetInt32(),
            summary.GetProperty("skipped").GetInt32());
    }

    public static TestCount operator +(TestCount a, TestCount b) =>
        new(a.Passed + b.Passed, a.Failed + b.Failed, a.Skipped + b.Skipped);

    public override string ToString() => $"{Passed} passed, {Failed} failed" + (Skipped > 0 ? $", {Skipped} skipped" : "");
}
