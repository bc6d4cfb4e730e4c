using Microsoft.DotNet.Interactive;

namespace Atelier.Interactive;

/// <summary>What the library asks of the cell that is running: to show a value, and whether the reader pressed stop.</summary>
internal static class RunningCell
{
    public static void Connect()
    {
        AppContext.SetData("Atelier.Display", (Func<object, Action<object>>)Show);
        AppContext.SetData("Atelier.Cancellation",
            (Func<CancellationToken>)(() => KernelInvocationContext.Current?.CancellationToken ?? CancellationToken.None));
    }

    /// <summary>
    /// A value in the cell's output, and what replaces it there. The global <c>display(x).Update(y)</c> updates another output.
    /// </summary>
    private static Action<object> Show(object value)
    {
        if (KernelInvocationContext.Current is not { } cell)
        {
            Console.WriteLine(value); // a thread that outlived its cell
            return Console.WriteLine;
        }

        var shown = cell.Display(value, []);
        return shown.Update;
    }
}
