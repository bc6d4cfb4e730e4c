namespace Atelier.Engine.Running;

/// <summary>How notebooks are run.</summary>
/// <param name="OutputFolder">where the executed copies go</param>
public sealed record RunOptions(string OutputFolder)
{
    /// <summary>What each notebook may take.</summary>
    public RunLimits Limits { get; init; } = new();

    /// <summary>Go on with a notebook's later cells after one fails.</summary>
    public bool KeepGoing { get; init; }

    /// <summary>How many notebooks run side by side.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>What tagged cells do with the trainings in them; null: they train.</summary>
    public Recordings? Recordings { get; init; }

    /// <summary>Environment variables of the workers.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}
