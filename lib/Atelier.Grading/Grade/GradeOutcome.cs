namespace Atelier.Grading.Grade;

/// <summary>What became of a graded cell.</summary>
public enum GradeOutcome
{
    /// <summary>Full points.</summary>
    Passed,

    /// <summary>A part of the points.</summary>
    Partial,

    /// <summary>It ran, and its value is not the right one.</summary>
    Failed,

    /// <summary>It threw.</summary>
    Error,

    /// <summary>It does not compile.</summary>
    CompileError,

    /// <summary>It took too long.</summary>
    Timeout,

    /// <summary>It took too much memory.</summary>
    Memory,

    /// <summary>It ended its process, or started too many.</summary>
    Crashed,

    /// <summary>It was not in the submission, or the submission could not be read.</summary>
    Missing,

    /// <summary>A person gives the points.</summary>
    Manual,
}
