namespace Atelier.Cli.Testing;

/// <summary>How many tests passed, failed and were skipped.</summary>
internal sealed record TestCount(int Passed, int Failed, int Skipped)
{
    public static TestCount operator +(TestCount a, TestCount b) =>
        new(a.Passed + b.Passed, a.Failed + b.Failed, a.Skipped + b.Skipped);

    public override string ToString() => $"{Passed} passed, {Failed} failed" + (Skipped > 0 ? $", {Skipped} skipped" : "");
}
