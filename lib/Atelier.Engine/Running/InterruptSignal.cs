using System.Runtime.InteropServices;

namespace Atelier.Engine.Running;

/// <summary>The signal of Ctrl-C, by which Jupyter interrupts a cell.</summary>
public static partial class InterruptSignal
{
    private const int Interrupt = 2;
    private const nint Default = 0;

    /// <summary>
    /// Lets it through. A script's background jobs start with it ignored, and hand that on to all that they start: to a Jupyter
    /// and its kernels, to tests and the programs that they stop. .NET does not listen to a signal that is ignored when it first
    /// asks, so this comes before anything that asks.
    /// </summary>
    public static void Restore()
    {
        if (!OperatingSystem.IsWindows()) _ = Signal(Interrupt, Default);
    }

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint Signal(int number, nint handler);
}
