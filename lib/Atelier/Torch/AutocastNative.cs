using System.Runtime.InteropServices;

namespace Atelier;

/// <summary>
/// The functions of libtorch's <c>at::autocast</c> namespace (ATen/autocast_mode.h), which TorchSharp does not wrap. They take
/// and return plain numbers: a <c>c10::DeviceType</c> (CPU 0, CUDA 1) and a <c>c10::ScalarType</c> (bfloat16 15). The state that
/// they change is the calling thread's.
/// </summary>
internal sealed unsafe class AutocastNative
{
    private const string Namespace = "_ZN2at8autocast";

    private readonly delegate* unmanaged<sbyte, byte> _isEnabled;
    private readonly delegate* unmanaged<sbyte, byte, void> _setEnabled;
    private readonly delegate* unmanaged<sbyte, sbyte> _getType;
    private readonly delegate* unmanaged<sbyte, sbyte, void> _setType;
    private readonly delegate* unmanaged<int> _increment;
    private readonly delegate* unmanaged<int> _decrement;
    private readonly delegate* unmanaged<void> _clearCache;

    private AutocastNative(nint torch)
    {
        nint Export(string name) => NativeLibrary.GetExport(torch, Namespace + name);
        _isEnabled = (delegate* unmanaged<sbyte, byte>)Export("19is_autocast_enabledEN3c1010DeviceTypeE");
        _setEnabled = (delegate* unmanaged<sbyte, byte, void>)Export("20set_autocast_enabledEN3c1010DeviceTypeEb");
        _getType = (delegate* unmanaged<sbyte, sbyte>)Export("18get_autocast_dtypeEN3c1010DeviceTypeE");
        _setType = (delegate* unmanaged<sbyte, sbyte, void>)Export("18set_autocast_dtypeEN3c1010DeviceTypeENS1_10ScalarTypeE");
        _increment = (delegate* unmanaged<int>)Export("17increment_nestingEv");
        _decrement = (delegate* unmanaged<int>)Export("17decrement_nestingEv");
        _clearCache = (delegate* unmanaged<void>)Export("11clear_cacheEv");
    }

    /// <summary>Null where the library or one of its symbols is missing.</summary>
    public static AutocastNative? Load()
    {
        try
        {
            TorchSharp.torch.get_num_threads(); // TorchSharp loads its libraries first, by its own rules
            var found = NativeLibrary.TryLoad("torch_cpu", typeof(AutocastNative).Assembly, null, out var torch);
            return found ? new AutocastNative(torch) : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }

    public bool IsEnabled(sbyte device) => _isEnabled(device) != 0;

    public void SetEnabled(sbyte device, bool value) => _setEnabled(device, value ? (byte)1 : (byte)0);

    public sbyte GetType(sbyte device) => _getType(device);

    public void SetType(sbyte device, sbyte type) => _setType(device, type);

    public int IncrementNesting() => _increment();

    public int DecrementNesting() => _decrement();

    public void ClearCache() => _clearCache();
}
