using System.Runtime.InteropServices;

namespace Atelier.Engine.Session;

/// <summary>
/// C++ exceptions that native code throws and nothing catches, as where a wrapper of a library has no catch. C++ then ends the
/// process, after asking a handler that must not return. This one does not: the thread waits in it for ever, on top of the frames
/// that threw, the cell ends with an error that has the exception's text, and the session goes on with its variables on another
/// thread.
/// </summary>
/// <remarks>
/// Linux alone, where .NET itself brings in libstdc++. The layout is that of the Itanium C++ ABI on 64 bits:
/// <c>__cxa_get_globals</c> gives the exception being handled, whose object lies 112 bytes behind its header, or, where it was
/// thrown again from a
/// <c>std::exception_ptr</c> as libtorch's autograd does, is what the header begins with; slot 4 of a <c>type_info</c> is
/// <c>__do_catch</c>, slot 2 of a <c>std::exception</c> is <c>what</c>. A memory fault, a stack overflow and an abort are not C++
/// exceptions: they end the process.
/// </remarks>
internal static unsafe class NativeFailures
{
    private const string Runtime = "libstdc++.so.6";
    private const int HeaderSize = 112, ClassOffset = 80;
    private const ulong ThrownClass = 0x474E_5543_432B_2B00; // "GNUCC++\0"
    private const ulong ThrownAgainClass = ThrownClass + 1;

    private static bool s_watching;
    private static nint s_exceptionType;
    private static TaskCompletionSource<string>? s_next;

    /// <summary>A cell begins. Ends, with the exception's text, when native code fails before <see cref="CellEnded"/>.</summary>
    public static Task<string> CellBegins()
    {
        var next = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        s_next = next;
        return next.Task;
    }

    /// <summary>The cell has ended: what it left running only complains.</summary>
    public static void CellEnded() => s_next = null;

    /// <summary>Watches the process from now on.</summary>
    public static void Install()
    {
        if (Interlocked.Exchange(ref s_watching, true) || !OperatingSystem.IsLinux() || !Environment.Is64BitProcess) return;
        if (!NativeLibrary.TryLoad(Runtime, out var library)
            || !NativeLibrary.TryGetExport(library, "_ZTISt9exception", out s_exceptionType)) return;
        set_terminate(&Terminate);
    }

    [UnmanagedCallersOnly]
    private static void Terminate()
    {
        var text = Text();
        if (Interlocked.Exchange(ref s_next, null) is { } cell) cell.SetResult(text);
        else CellContext.Current?.Complain($"Native code failed on a thread that a cell has left running: {text}\n");
        Thread.Sleep(Timeout.Infinite);
    }

    private static string Text()
    {
        var header = *__cxa_get_globals();
        if (header == 0) return "no C++ exception is known";
        var kind = *(ulong*)(header + ClassOffset);
        if (kind is not (ThrownClass or ThrownAgainClass)) return "an exception of another language than C++";
        var type = __cxa_current_exception_type();
        var thrown = kind == ThrownAgainClass ? *(nint*)header : header + HeaderSize;
        var catches = (delegate* unmanaged<nint, nint, nint*, uint, byte>)Slot(s_exceptionType, 4);
        if (catches(s_exceptionType, type, &thrown, 1) == 0)
            return $"a C++ exception of type {Marshal.PtrToStringUTF8(((nint*)type)[1])}";
        var what = (delegate* unmanaged<nint, nint>)Slot(thrown, 2);
        return Marshal.PtrToStringUTF8(what(thrown)) ?? "";
    }

    private static nint Slot(nint instance, int index) => (*(nint**)instance)[index];

    [DllImport(Runtime, EntryPoint = "_ZSt13set_terminatePFvvE")]
    private static extern nint set_terminate(delegate* unmanaged<void> handler);

    [DllImport(Runtime)]
    private static extern nint* __cxa_get_globals();

    [DllImport(Runtime)]
    private static extern nint __cxa_current_exception_type();
}
