using System.Runtime.InteropServices;

namespace Atelier;

/// <summary>
/// Switches of libtorch's <c>at::Context</c> that TorchSharp does not wrap. Where this libtorch lacks one, nothing happens.
/// </summary>
internal static partial class TorchContext
{
    /// <summary>Whether convolutions may go through oneDNN.</summary>
    public static void UseOneDnn(bool value) => Try(() => SetOneDnn(GlobalContext(), value));

    /// <summary>
    /// Whether convolutions of a single picture may go through NNPACK. On hardware that it does not support libtorch says so on
    /// stderr at every one of them, which no reader can act on.
    /// </summary>
    public static void UseNnPack(bool value) => Try(() => SetNnPack(GlobalContext(), value));

    /// <summary>Whether NNPACK supports this processor.</summary>
    public static bool NnPackWorks()
    {
        var status = 0;
        Try(() => status = InitializeNnPack());
        return status == 0;
    }

    private static void Try(Action call)
    {
        try
        {
            call();
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            // Another libtorch: its own choice stays.
        }
    }

    [LibraryImport("torch_cpu", EntryPoint = "_ZN2at13globalContextEv")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint GlobalContext();

    [LibraryImport("torch_cpu", EntryPoint = "_ZN2at7Context20setUserEnabledMkldnnEb")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial void SetOneDnn(nint context, [MarshalAs(UnmanagedType.U1)] bool value);

    [LibraryImport("torch_cpu", EntryPoint = "_ZN2at7Context20setUserEnabledNNPACKEb")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial void SetNnPack(nint context, [MarshalAs(UnmanagedType.U1)] bool value);

    [LibraryImport("torch_cpu", EntryPoint = "nnp_initialize")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int InitializeNnPack();
}
