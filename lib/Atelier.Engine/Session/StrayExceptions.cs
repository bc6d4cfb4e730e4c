using System.Diagnostics;
using System.Reflection;
using System.Runtime.ExceptionServices;

namespace Atelier.Engine.Session;

/// <summary>
/// Exceptions of cells that nobody catches and no cell waits for: of threads, timers, finalizers, <c>async void</c> methods, and
/// tasks that nobody awaits. They would end the process or be lost; here the running cell, or the latest, shows them, and the
/// session goes on.
/// </summary>
internal static class StrayExceptions
{
    private const string Uncaught =
        "An exception that nothing caught, in a thread, a timer or an async void method. The session goes on.";
    private const string Unobserved = "A task that nobody awaited has failed.";

    private static CellSources? s_sources;

    /// <summary>Watches the process from now on.</summary>
    /// <param name="sources">the session's cells, for showing a line of them</param>
    public static void Install(CellSources sources)
    {
        if (Interlocked.Exchange(ref s_sources, sources) is not null) return;
        ExceptionHandling.SetUnhandledExceptionHandler(exception => !IsOwn(exception) && Show(Uncaught, exception));
        TaskScheduler.UnobservedTaskException += (_, failed) =>
        {
            foreach (var exception in failed.Exception.Flatten().InnerExceptions.Where(
                exception => Assemblies(exception).Any(StackFrames.IsCell)))
                Show(Unobserved, exception);
        };
    }

    /// <summary>Runs what a cell has left to run after an await, on a thread that must outlive it.</summary>
    public static void Catch(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is not ThreadAbortException)
        {
            Show(Uncaught, e);
        }
    }

    /// <summary>What ends because it was told to is no failure.</summary>
    private static bool Show(string what, Exception exception)
    {
        if (!WasStopped(exception))
            CellContext.Current?.Complain(
                $"{what}\n{string.Join('\n', CellErrors.OfException(exception, "", s_sources!).Traceback)}\n");
        return true;
    }

    /// <summary>Also where a library has wrapped it, as sorting does with what a comparison throws.</summary>
    private static bool WasStopped(Exception exception) =>
        exception is ThreadInterruptedException or OperationCanceledException { CancellationToken.IsCancellationRequested: true }
        || (exception.InnerException is { } inner && WasStopped(inner));

    /// <summary>
    /// Whether this program itself failed, as by a pipe whose other end is gone: it must not live on half dead.
    /// </summary>
    private static bool IsOwn(Exception exception)
    {
        var assemblies = Assemblies(exception);
        return !assemblies.Any(StackFrames.IsCell)
            && assemblies.Any(each => each == typeof(StrayExceptions).Assembly || each == Assembly.GetEntryAssembly());
    }

    private static HashSet<Assembly> Assemblies(Exception exception) =>
        [.. new StackTrace(exception).GetFrames().Select(frame => frame.GetMethod()?.DeclaringType?.Assembly).OfType<Assembly>()];
}
