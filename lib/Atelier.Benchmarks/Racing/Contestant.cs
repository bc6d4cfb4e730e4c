namespace Atelier.Benchmarks;

/// <summary>
/// Who takes part in a race: a program that does as many steps as it is asked for, and says how long they took
/// (<see cref="Lane"/>). Each has a process of its own, for much of what makes a step fast holds for a whole process.
/// </summary>
/// <param name="Name">for people</param>
/// <param name="Command">a program and its arguments</param>
internal sealed record Contestant(string Name, IReadOnlyList<string> Command)
{
    /// <summary>Why it cannot take part; null where it can.</summary>
    public string? Absent { get; init; }

    /// <summary>Where it computes, as in <c>ATELIER_DEVICE</c>.</summary>
    public string Device { get; init; } = "cpu";

    /// <summary>How its threads wait, as in <c>OMP_WAIT_POLICY</c>; null for OpenMP's own way: they spin for a while.</summary>
    public string? WaitPolicy { get; init; }

    /// <summary>Work of this library, as <see cref="Worker"/> names it.</summary>
    public static Contestant Own(string name, params string[] work) =>
        new(name, [Environment.ProcessPath!, Environment.GetCommandLineArgs()[0], "bench", "--worker", .. work]);

    /// <summary>A script of the folder <c>Python</c>, in a Python that has torch.</summary>
    public static Contestant Torch(string name, string script, params string[] arguments) => Python.WithTorch is { } python
        ? new(name, [python, Python.Script(script), .. arguments])
        : new(name, []) { Absent = "no python3 here has torch (apt-get install python3-torch libopenblas0)" };
}
