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
    /// <param name="versions">The version of each package that the course is built with.</param>
    public static Choice Torch(string? wish, PackageVersions versions)
    {
        var package = OperatingSystem.IsWindows() ? "TorchSharp-cuda-windows" : "TorchSharp-cuda-linux";
        return wish is "cpu" or "cuda" ? new Choice(wish, AskedFor)
            : OperatingSystem.IsMacOS() || !HasNvidiaDriver() ? new Choice("cpu", "no NVIDIA driver here")
            : !SourceHas(package, versions[package]) ? new Choice(
                "cpu", $"an NVIDIA driver is here, but no package source has {package} {versions[package]}")
            : new Choice("cuda", $"an NVIDIA driver is here, and a package source has {package} {versions[package]}");
    }

    /// <summary>ImageSharp where a source has it, else SkiaSharp.</summary>
    /// <param name="wish"><c>skiasharp</c>, <c>imagesharp</c>, or null or <c>auto</c> to decide by what is here.</param>
    /// <param name="versions">The version of each package that the course is built with.</param>
    public static Choice Images(string? wish, PackageVersions versions)
    {
        const string package = "SixLabors.ImageSharp";
        return wish switch
        {
            "skiasharp" => new Choice("SkiaSharp", AskedFor),
            "imagesharp" => new Choice("ImageSharp", AskedFor),
            _ => SourceHas(package, versions[package])
                ? new Choice("ImageSharp", $"a package source has {package} {versions[package]}")
                : new Choice("SkiaSharp", $"no package source has {package} {versions[package]}"),
        };
    }

    private static bool HasNvidiaDriver() =>
        File.Exists("/proc/driver/nvidia/version") || Run("nvidia-smi", "--list-gpus") is string gpus
            && gpus.Contains("GPU", StringComparison.Ordinal);

    private static bool SourceHas(string package, string version)
    {
        var answer = Run("dotnet", "package", "search", package, "--exact-match", "--prerelease", "--format", "json");
        return answer is not null && Lists(answer, version);
    }

    /// <summary>
    /// Whether the answer of <c>dotnet package search ID --exact-match --format json</c> lists a version: a source may have
    /// others alone.
    /// </summary>
    /// <param name="json">The command's output.</param>
    /// <param name="version">The version, as in <c>3.1.12</c>.</param>
    public static bool Lists(string json, string version)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.GetProperty("searchResult").EnumerateArray()
                .Where(source => source.TryGetProperty("packages", out _))
                .SelectMany(source => source.GetProperty("packages").EnumerateArray())
                .Any(package => package.GetProperty("version").GetString() == version);
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
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            var output = process.StandardOutput.ReadToEndAsync();
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
