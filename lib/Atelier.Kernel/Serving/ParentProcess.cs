using System.Diagnostics;

namespace Atelier.Kernel.Serving;

/// <summary>The Jupyter that started this kernel.</summary>
internal static class ParentProcess
{
    /// <summary>Ends this process when Jupyter is gone without a word, so that no kernel is left behind.</summary>
    public static void EndWithIt()
    {
        // On Windows Jupyter's variable holds a handle, and Jupyter ends its kernels by a job object.
        if (OperatingSystem.IsWindows() || !int.TryParse(Environment.GetEnvironmentVariable("JPY_PARENT_PID"), out var id))
            return;
        try
        {
            Process.GetProcessById(id).WaitForExitAsync().ContinueWith(_ => Environment.Exit(1), TaskScheduler.Default);
        }
        catch (ArgumentException)
        {
            Environment.Exit(1);
        }
    }
}
