namespace Atelier;

/// <summary>How an exercise stands.</summary>
public enum CheckOutcome
{
    /// <summary>The exercise still throws <see cref="NotImplementedException"/>.</summary>
    NotDone,

    /// <summary>At least one line is wrong.</summary>
    Failed,

    /// <summary>All lines are right.</summary>
    Passed,
}
