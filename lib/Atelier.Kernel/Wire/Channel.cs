namespace Atelier.Kernel.Wire;

/// <summary>Jupyter's four channels that carry messages; the fifth, the heartbeat, carries bare bytes.</summary>
internal enum Channel
{
    /// <summary>Requests that run one after the other.</summary>
    Shell,

    /// <summary>Requests that do not wait for a running cell: interrupt, shutdown.</summary>
    Control,

    /// <summary>The kernel asks, one front end answers: what <c>Console.ReadLine</c> reads.</summary>
    Stdin,

    /// <summary>What the kernel tells all front ends: output and status.</summary>
    IOPub,
}
