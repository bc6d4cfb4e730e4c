namespace Atelier.Engine.Running;

/// <summary>How a cell of a run ended.</summary>
public enum CellOutcome
{
    /// <summary>It ran to its end, or failed where its tag <c>raises-exception</c> allows it.</summary>
    Passed,

    /// <summary>It threw.</summary>
    Error,

    /// <summary>It does not compile.</summary>
    CompileError,

    /// <summary>It took longer than its limit, or the notebook did.</summary>
    Timeout,

    /// <summary>The worker took more memory than its limit and was ended.</summary>
    Memory,

    /// <summary>The worker ended by itself: a stack overflow, <c>Environment.Exit</c>, a signal.</summary>
    Crashed,

    /// <summary>A person stopped the run.</summary>
    Interrupted,

    /// <summary>Its tag <c>skip</c> says so.</summary>
    Skipped,

    /// <summary>The notebook ended before it.</summary>
    NotRun,
}
