namespace Atelier.Cli.Testing;

/// <summary>A test that failed: its name with arguments, its method's full name, and the first line of what it said.</summary>
internal sealed record FailedTest(string Name, string Method, string Message)
{
    public override string ToString() => $"{Name}: {Message}";
}
