namespace Atelier.Engine.Running;

/// <summary>
/// What <c>course run</c> and <c>course grade</c> tell the shell. The script <c>course</c> adds 69 (no SDK) and 70 (the build
/// failed).
/// </summary>
public static class ExitCode
{
    /// <summary>Every cell passed.</summary>
    public const int Passed = 0;

    /// <summary>A cell threw or does not compile.</summary>
    public const int CellFailed = 1;

    /// <summary>The command line is not understood.</summary>
    public const int Usage = 2;

    /// <summary>A cell or a notebook took longer than its limit.</summary>
    public const int Timeout = 3;

    /// <summary>A worker ended by itself, or for its memory.</summary>
    public const int WorkerDied = 4;

    /// <summary>A notebook could not be read, or its result not written.</summary>
    public const int File = 5;

    /// <summary>Grading is done, and some of what was handed in could not be graded: the report says which and why.</summary>
    public const int NotGraded = 6;

    /// <summary>The command is called otherwise now; its message says how.</summary>
    public const int Renamed = 64;

    /// <summary>A person stopped the run (Ctrl-C).</summary>
    public const int Interrupted = 130;
}
