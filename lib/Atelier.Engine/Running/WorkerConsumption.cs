using System.Diagnostics;

namespace Atelier.Engine.Running;

/// <summary>What a worker and all that it started take of the machine, in all and for the running cell.</summary>
/// <param name="process">the worker</param>
/// <param name="scratch">the folder whose files are counted; null for none</param>
internal sealed class WorkerConsumption(Process process, string? scratch) : IDisposable
{
    private const int MostProcesses = 1000, MostFiles = 20_000;

    private ScratchFiles? _files;
    private ProcessTree _now;
    private TimeSpan _processorBefore;
    private long _heardBefore, _heard;

    /// <summary>The most resident memory that was seen, in bytes.</summary>
    public long PeakMemory { get; private set; }

    /// <summary>Counts files from now on: in the folder as the worker sees it.</summary>
    public void CountFiles()
    {
        if (scratch is not null) _files = ScratchFiles.Of(process, scratch);
    }

    /// <summary>A cell begins.</summary>
    /// <param name="heard">characters that the worker has sent so far</param>
    public void Begin(long heard)
    {
        Measure(heard);
        (_processorBefore, _heardBefore) = (_now.Processor, heard);
    }

    /// <summary>Looks again.</summary>
    /// <param name="heard">characters that the worker has sent so far</param>
    public void Measure(long heard)
    {
        _now = ProcessTree.Measure(process);
        PeakMemory = Math.Max(PeakMemory, _now.Memory);
        _heard = heard;
    }

    /// <summary>
    /// What the running cell has taken too much of, if anything. The process has to end then: asked to stop, it would leave its
    /// threads behind.
    /// </summary>
    public CellRun? Excess(CellLimits limits) =>
        _now.Processes > MostProcesses
            ? CellRun.Stopped(
                CellOutcome.Crashed,
                $"The cell started more than {MostProcesses} processes and threads, and was ended with all of them.")
        : _now.Memory > limits.Memory
            ? CellRun.Stopped(
                CellOutcome.Memory, $"The cell took more than {limits.Memory >> 20} MB of memory, and its process was ended.")
        : _heard - _heardBefore > limits.Output
            ? CellRun.Stopped(
                CellOutcome.Crashed, $"The cell showed more than {limits.Output >> 20} MB, and its process was ended.")
        : _files?.Count > MostFiles
            ? CellRun.Stopped(CellOutcome.Crashed, $"The cell made more than {MostFiles} files, and its process was ended.")
        : _now.Processor - _processorBefore > limits.Processor
            ? CellRun.Stopped(
                CellOutcome.Timeout,
                $"The cell took more than {limits.Processor.Value.TotalSeconds:0.#} seconds of processor time, and its process was ended.")
        : null;

    public void Dispose() => _files?.Dispose();
}
