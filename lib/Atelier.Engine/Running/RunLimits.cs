namespace Atelier.Engine.Running;

/// <summary>What one notebook may take.</summary>
public sealed record RunLimits
{
    /// <summary>Time for a cell; none by default.</summary>
    public TimeSpan? Cell { get; init; }

    /// <summary>Time for the whole notebook; none by default.</summary>
    public TimeSpan? Total { get; init; }

    /// <summary>Resident memory of the worker, in bytes; none by default.</summary>
    public long? Memory { get; init; }

    /// <summary>What a cell may show, in characters; the rest is left out, with a notice.</summary>
    public int Output { get; init; } = 32 << 20;
}
