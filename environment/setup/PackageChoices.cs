using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Atelier.Setup;

/// <summary>Which torch and which image library this machine and its package sources allow.</summary>
/// <param name="versions">The version of each package that the course is built with.</param>
/// <param name="sourceHas">Whether a package source has a version of a package; without it the sources are asked.</param>
public sealed class PackageChoices(PackageVersions versions, Func<string, string, bool>? sourceHas = null)
{
    private const string AskedFor = "asked for";

    /// <summary>CUDA where there is an NVIDIA driver and a source that has the package.</summary>
    /// <param name="wish"><c>cpu</c>, <c>cuda</c>, or null or <c>auto</c> to decide by what is here.</param>
    /// <exception cref="NotServedException">What is wished for is in no package source.</exception>
    public Choice Torch(string? wish)
    {
        var package = OperatingSystem.IsWindows() ? "TorchSharp-cuda-windows" : "TorchSharp-cuda-linux";
        var name = $"{package} {versions[package]}";
        return wish switch
        {
            "cpu" => new Choice("cpu", AskedFor),
            "cuda" => Has(package) ? new Choice("cuda", AskedFor) : throw new NotServedException(name),
            _ when OperatingSystem.IsMacOS() || !HasNvidiaDriver() => new Choice("cpu", "no NVIDIA driver here"),
            _ when !Has(package) => new Choice("cpu", $"an NVIDIA driver is here, but no package source has {name}"),
            _ => new Choice("cuda", $"an NVIDIA driver is here, and a package source has {name}"),
        };
    }

    /// <summary>ImageSharp where a source has it, else SkiaSharp.</summary>
    /// <param name="wish"><c>skiasharp</c>, <c>imagesharp</c>, or null or <c>auto</c> to decide by what is here.</param>
    /// <exception cref="NotServedException">What is wished for is in no package source.</exception>
    public Choice Images(string? wish)
    {
        const string package = "SixLabors.ImageSharp";
        var name = $"{package} {versions[package]}";
        return wish switch
        {
            "skiasharp" => new Choice("SkiaSharp", AskedFor),
            "imagesharp" => Has(package) ? new Choice("ImageSharp", AskedFor) : throw new NotServedException(name),
            _ when Has(package) => new Choice("ImageSharp", $"a package source has {name}"),
            _ => new Choice("SkiaSharp", $"no package source has {name}"),
        };
    }

    /// <summary>Those of the packages that a source has; they are asked for at once, as each answer takes seconds.</summary>
    /// <param name="packages">Packages that the course can do without.</param>
    public IReadOnlyList<string> Found(IReadOnlyList<string> packages) => [.. packages.AsParallel().AsOrdered().Where(Has)];

    private bool Has(string package) => (sourceHas ?? SourceHas)(package, versions[package]);

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
    /// <param name="version">The version, as in <c>2.1.13</c>.</param>
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
