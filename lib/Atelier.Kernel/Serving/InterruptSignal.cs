using System.Runtime.InteropServices;

namespace Atelier.Kernel.Serving;

/// <summary>The signal by which Jupyter interrupts a cell.</summary>
internal static partial class InterruptSignal
{
    private const int Interrupt = 2;
    private const nint Default = 0;

    /// <summary>
    /// Lets it through. A script's background jobs start with it ignored, and hand that on to all that they start: to a Jupyter
    /// and its kernels. .NET does not listen to a signal that is ignored when it first asks, so this comes before anything that
    /// asks.
    /// </summary>
    public static void Restore()
    {
        if (!OperatingSystem.IsWindows()) _ = Signal(Interrupt, Default);
    }

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint Signal(int number, nint handler);
}
