using TorchSharp;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>Where the course computes. All of its code takes the device from here.</summary>
public static class Compute
{
    private static readonly Lazy<Device> s_device = new(Choose);

    /// <summary>
    /// The device of this process: <c>ATELIER_DEVICE</c> (<c>cpu</c>, <c>cuda</c>, <c>cuda:1</c>, <c>mps</c>) where it is set,
    /// else the first CUDA GPU, else the CPU. Asking for it the first time also sets up the allocator
    /// (<see cref="Malloc"/>) and sees to the convolutions (<see cref="Convolutions"/>).
    /// </summary>
    /// <exception cref="InvalidOperationException"><c>ATELIER_DEVICE</c> names a device that this machine does not
    /// have; or this processor computes convolutions wrongly, and nothing can be trained on it.</exception>
    public static Device Device => s_device.Value;

    /// <summary>The device in words, such as "CPU, 2 threads" or "NVIDIA RTX A4000 (cuda:0)".</summary>
    public static string Description => Describe(Device);

    internal static Device Parse(string name)
    {
        var parts = name.Trim().ToLowerInvariant().Split(':', 2);
        var index = 0;
        var isNumbered = parts.Length == 1 || (int.TryParse(parts[1], out index) && index >= 0);
        if (parts[0] is not ("cpu" or "cuda" or "mps") || !isNumbered)
            throw new InvalidOperationException($"ATELIER_DEVICE is '{name}': it must be cpu, cuda, cuda:N or mps.");

        return parts[0] switch
        {
            "cuda" when cuda.is_available() && index < cuda.device_count() => new Device(DeviceType.CUDA, index),
            "mps" when mps_is_available() => new Device(DeviceType.MPS),
            "cpu" => CPU,
            _ => throw new InvalidOperationException(
                $"ATELIER_DEVICE is '{name}', but torch finds no such device here: unset it, or see ./course doctor."),
        };
    }

    private static Device Choose()
    {
        Malloc.KeepPages();
        var device = Environment.GetEnvironmentVariable("ATELIER_DEVICE") is { Length: > 0 } name ? Parse(name)
            : cuda.is_available() ? new Device(DeviceType.CUDA, 0)
            : CPU;
        Convolutions.Require(device);
        TorchContext.UseNnPack(TorchContext.NnPackWorks());
        return device;
    }

    private static string Describe(Device device) => device.type switch
    {
        DeviceType.CPU => get_num_threads() == 1 ? "CPU, 1 thread" : $"CPU, {get_num_threads()} threads",
        DeviceType.CUDA => $"{GpuName(device.index) ?? "GPU"} (cuda:{device.index})",
        _ => device.ToString(),
    };

    /// <summary>TorchSharp cannot ask for a GPU's name, but on Linux the driver tells it.</summary>
    private static string? GpuName(int index)
    {
        const string gpus = "/proc/driver/nvidia/gpus";
        string[] folders = Directory.Exists(gpus) ? [.. Directory.GetDirectories(gpus).Order(StringComparer.Ordinal)] : [];
        if (index >= folders.Length)
            return null;

        var model = File.ReadLines(Path.Combine(folders[index], "information")).FirstOrDefault(line => line.StartsWith("Model:"));
        return model?["Model:".Length..].Trim();
    }
}
