namespace Atelier.Engine.Running;

/// <summary>How a worker is started.</summary>
/// <param name="Folder">its working folder: the notebook's</param>
/// <param name="Environment">environment variables to set</param>
public sealed record WorkerSettings(string Folder, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>Whether it also gets the environment variables of this process.</summary>
    public bool SharesEnvironment { get; init; } = true;

    /// <summary>
    /// A program, with its arguments, that starts the worker, such as a sandbox; it has to pass on open files, and all that runs
    /// behind it has to end with it. Empty without one.
    /// </summary>
    public IReadOnlyList<string> Wrapper { get; init; } = [];

    /// <summary>
    /// The worker's only folder to write to, as it is called behind the wrapper, where its files are to be counted; or null.
    /// </summary>
    public string? Scratch { get; init; }

    /// <summary>Processes and threads that the kernel allows the worker and all that it starts; null for any number.</summary>
    public int? MostProcesses { get; init; }

    /// <summary>Bytes that one message may have: as many as the largest picture, and what quoting adds.</summary>
    public int LargestMessage { get; init; } = 32 << 20;
}
