using System.Runtime.Intrinsics.X86;
using TorchSharp;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// Mixed precision for a block of code, as Python's <c>torch.autocast</c>: convolutions and matrix products run in bfloat16, what
/// needs the precision (sums, norms, most losses) stays in float32, and so do the weights.
/// <code>using (Autocast.BFloat16()) { logits = D.call(x); }</code>
/// Wrap forward passes only, one optimizer step never lies inside (a block keeps the weights that it has converted until it
/// ends), and end the block on the thread that began it. On a CPU with bfloat16 instructions VGG is 1.5 to 2.1 times as fast,
/// and a DCGAN's step 1.4 to 1.9 times; beside other work on all cores such a step can take ten times as long.
/// </summary>
public sealed class Autocast : IDisposable
{
    private static readonly AutocastNative? s_native = AutocastNative.Load();
    private static int s_silent;

    private readonly sbyte _device;
    private readonly bool _wasEnabled;
    private readonly sbyte _previousType;
    private bool _disposed;

    private Autocast(DeviceType deviceType)
    {
        _device = (sbyte)deviceType;
        if (s_native is null)
            return;

        _wasEnabled = s_native.IsEnabled(_device);
        _previousType = s_native.GetType(_device);
        s_native.SetType(_device, (sbyte)ScalarType.BFloat16);
        s_native.SetEnabled(_device, true);
        s_native.IncrementNesting();
    }

    /// <summary>Whether this libtorch has autocast where it can be reached (on Linux and macOS it has).</summary>
    public static bool IsAvailable => s_native is not null;

    /// <summary>
    /// Whether bfloat16 saves time on this machine's CPU: it has the instructions (AVX512-BF16 or AMX-BF16). Without them it
    /// still works, slowly.
    /// </summary>
    public static bool IsFastOnCpu { get; } = IsAvailable && HasBFloat16Instructions();

    /// <summary>
    /// Starts a block; dispose it to restore what was before. Where torch has no autocast the block does nothing, and says so
    /// once.
    /// </summary>
    /// <param name="device">where the block computes; the course's device by default</param>
    public static Autocast BFloat16(Device? device = null)
    {
        if (s_native is null && Interlocked.Exchange(ref s_silent, 1) == 0)
            Console.Error.WriteLine("Autocast: this torch has no autocast that can be reached; going on in float32.");

        return new Autocast((device ?? Compute.Device).type);
    }

    /// <summary>Ends the block and restores the state before it.</summary>
    public void Dispose()
    {
        if (_disposed || s_native is null)
            return;

        _disposed = true;
        if (s_native.DecrementNesting() == 0)
        {
            s_native.ClearCache(); // the converted weights are stale after the next optimizer step
        }

        s_native.SetEnabled(_device, _wasEnabled);
        s_native.SetType(_device, _previousType);
    }

    private static bool HasBFloat16Instructions()
    {
        if (!X86Base.IsSupported || X86Base.CpuId(0, 0).Eax < 7)
            return false;

        const int avx512Bf16 = 1 << 5, amxBf16 = 1 << 22; // CPUID leaf 7: subleaf 1 EAX, subleaf 0 EDX
        return (X86Base.CpuId(7, 1).Eax & avx512Bf16) != 0 || (X86Base.CpuId(7, 0).Edx & amxBf16) != 0;
    }
}
