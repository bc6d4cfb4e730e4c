using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Atelier.Setup;

/// <summary>Which torch and which image library this machine and its package sources allow.</summary>
public static class PackageChoices
{
    private const string AskedFor = "asked for";

    /// <summary>CUDA where there is an NVIDIA driver and a source that has the package.</summary>
    /// <param name="wish"><c>cpu</c>, <c>cuda</c>, or null or <c>auto</c> to decide by what is here.</param>
    public static Choice Torch(string? wish)
    {
        string package = OperatingSystem.IsWindows() ? "TorchSharp-cuda-windows" : "TorchSharp-cuda-linux";
        return wish is "cpu" or "cuda" ? new Choice(wish, AskedFor)
            : OperatingSystem.IsMacOS() || !HasNvidiaDriver() ? new Choice("cpu", "no NVIDIA driver here")
            : !SourceHas(package) ? new Choice("cpu", $"an NVIDIA driver is here, but no package source has {package}")
            : new Choice("cuda", $"an NVIDIA driver is here, and a package source has {package}");
    }

    /// <summary>ImageSharp where a source has it, else SkiaSharp.</summary>
    /// <param name="wish"><c>skiasharp</c>, <c>imagesharp</c>, or null or <c>auto</c> to decide by what is here.</param>
    public static Choice Images(string? wish) => wish switch
    {
        "skiasharp" => new Choice("SkiaSharp", AskedFor),
        "imagesharp" => new Choice("ImageSharp", AskedFor),
        _ => SourceHas("SixLabors.ImageSharp")
            ? new Choice("ImageSharp", "a package source has SixLabors.ImageSharp")
            : new Choice("SkiaSharp", "no package source has SixLabors.ImageSharp"),
    };

    private static bool HasNvidiaDriver() =>
        File.Exists("/proc/driver/nvidia/version") || Run("nvidia-smi", "--list-gpus") is string gpus && gpus.Contains("GPU", StringComparison.Ordinal);

    private static bool SourceHas(string package)
    {
        string? answer = Run("dotnet", "package", "search", package, "--exact-match", "--format", "json");
        return answer is not null && ListsPackage(answer);
    }

    /// <summary>Whether the answer of <c>dotnet package search --exact-match --format json</c> lists any version.</summary>
    /// <param name="json">The command's output.</param>
    public static bool ListsPackage(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return document.RootElement.GetProperty("searchResult").EnumerateArray()
                .Any(source => source.TryGetProperty("packages", out JsonElement packages) && packages.GetArrayLength() > 0);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return false;
        }
    }

    // The output, or null where the program is absent, fails, or does not answer in time.
    private static string? Run(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(TimeSpan.FromSeconds(30)))
            {
                process.Kill(entireProcessTree: true);
                return null;
            }

            return process.ExitCode == 0 ? output.Result : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
