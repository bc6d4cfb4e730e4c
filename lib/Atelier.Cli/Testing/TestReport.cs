using System.Text.Json;

namespace Atelier.Cli.Testing;

/// <summary>What the tests of one project came to.</summary>
internal sealed record TestReport(TestCount Count, IReadOnlyList<FailedTest> Failed)
{
    /// <summary>Those that failed at first and passed when they were run again alone.</summary>
    public IReadOnlyList<FailedTest> Unsteady { get; init; } = [];

    /// <summary>Whether the test process left no report.</summary>
    public bool IsLost => Failed is [{ Method: "" }];

    /// <summary>A project whose test process left no report: one failure.</summary>
    public static TestReport Lost(string project, string why) => new(new TestCount(0, 1, 0), [new FailedTest(project, "", why)]);

    /// <summary>Reads a report in the Common Test Report Format (https://ctrf.io), as xunit writes it.</summary>
    public static TestReport Read(string ctrf)
    {
        using var document = JsonDocument.Parse(ctrf);
        var results = document.RootElement.GetProperty("results");
        var summary = results.GetProperty("summary");
        var count = new TestCount(
            summary.GetProperty("passed").GetInt32(),
            summary.GetProperty("failed").GetInt32() + summary.GetProperty("other").GetInt32(),
            summary.GetProperty("skipped").GetInt32());
        var failed = results.GetProperty("tests").EnumerateArray()
            .Where(test => test.GetProperty("status").GetString() == "failed");
        return new TestReport(count, [.. failed.Select(Test)]);
    }

    /// <summary>
    /// This report after its failed tests ran a second time: those that passed then count as passed, and are named.
    /// </summary>
    public TestReport After(TestReport second)
    {
        var still = Failed
            .Where(test => second.Failed.Any(again => again.Method == test.Method || again.Method.Length == 0)).ToList();
        var recovered = Failed.Except(still).ToList();
        return new TestReport(
            Count with { Passed = Count.Passed + recovered.Count, Failed = Count.Failed - recovered.Count }, still)
        {
            Unsteady = recovered,
        };
    }

    private static FailedTest Test(JsonElement test)
    {
        var extra = test.GetProperty("extra");
        var message = test.TryGetProperty("message", out var text) ? text.GetString() ?? "" : "";
        return new FailedTest(
            test.GetProperty("name").GetString()!,
            $"{extra.GetProperty("type").GetString()}.{extra.GetProperty("method").GetString()}",
            message.ReplaceLineEndings(" ").Trim());
    }
}
