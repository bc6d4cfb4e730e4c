using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using TorchSharp;

namespace Atelier.Benchmarks;

/// <summary>Where figures were measured, and with what.</summary>
/// <param name="Processor">its name, cores, and what it has for short numbers</param>
/// <param name="Gpu">its name; null for none</param>
/// <param name="Versions">of the runtime and of torch</param>
/// <param name="Load">processes that wanted a core in the minute before; more than a few tenths spoil figures</param>
/// <param name="Date">UTC</param>
internal sealed record Machine(string Processor, string? Gpu, string Versions, double Load, DateTime Date)
{
    public static Machine Here() => new(
        $"{Name() ?? RuntimeInformation.ProcessArchitecture.ToString()}, {Environment.ProcessorCount} cores, "
            + $"{(Avx512F.IsSupported ? "" : "no ")}AVX-512, {(Autocast.IsFastOnCpu ? "" : "no ")}bfloat16",
        Compute.Device.type == DeviceType.CPU ? null : Compute.Description,
        $".NET {Environment.Version}, TorchSharp {typeof(torch).Assembly.GetName().Version!.ToString(3)}, "
            + $"torch {torch.__version__}",
        LoadOfMachine(), DateTime.UtcNow);

    public override string ToString() =>
        $"{Processor}; {Gpu ?? "no GPU"}; {Versions}; {RuntimeInformation.OSDescription}; {Date:yyyy-MM-dd HH:mm} UTC; "
        + FormattableString.Invariant($"load before {Load:0.0}");

    /// <summary>The mean number of processes that ran or waited in the last minute; 0 where the system does not tell.</summary>
    public static double LoadOfMachine() => File.Exists("/proc/loadavg")
        ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)
        : 0;

    private static string? Name() => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            ?.Split(':', 2)[1].Trim()
        : null;
}
