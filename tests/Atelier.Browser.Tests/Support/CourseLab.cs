using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Atelier.Browser.Tests.Support;

/// <summary><c>course lab</c> at smoke scale, on a copy of the notebooks, with Jupyter's folders of its own.</summary>
public sealed partial class CourseLab : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string folder = Directory.CreateTempSubdirectory("course-lab").FullName;
    private readonly Process process;
    private readonly TaskCompletionSource<string> address = new();
    private readonly List<string> said = [];

    public CourseLab()
    {
        Programs.Need();
        foreach (var shared in new[] { "lib", "data" })
            Directory.CreateSymbolicLink(Path.Combine(folder, shared), Path.Combine(Programs.Home, shared));
        Directory.CreateDirectory(Path.Combine(folder, "notebooks"));
        Directory.CreateSymbolicLink(Path.Combine(folder, "notebooks", "quizzes"), Path.Combine(Programs.Home, "notebooks", "quizzes"));
        foreach (var notebook in Directory.EnumerateFiles(Path.Combine(Programs.Home, "notebooks"), "*.ipynb"))
            File.Copy(notebook, Path.Combine(folder, "notebooks", Path.GetFileName(notebook)));

        process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(folder, "lib", "bin", "course.dll"), "lab", "--no-browser", "--port", "8890"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ATELIER_HOME"] = folder,
                ["ATELIER_SCALE"] = "smoke",
                ["JUPYTER_DATA_DIR"] = Path.Combine(folder, "jupyter"),
                ["JUPYTER_CONFIG_DIR"] = Path.Combine(folder, "jupyter-config"),
                ["JUPYTER_RUNTIME_DIR"] = Path.Combine(folder, "jupyter-runtime"),
                ["PATH"] = "/usr/bin:" + Environment.GetEnvironmentVariable("PATH"),
            },
        })!;
        process.OutputDataReceived += Listen;
        process.ErrorDataReceived += Listen;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The address of a notebook, with the token that Jupyter printed.</summary>
    public async Task<string> AddressAsync(string notebook)
    {
        var (server, token) = await ServerAsync();
        return $"{server}/notebooks/{notebook}?token={token}";
    }

    /// <summary>Stops it as Ctrl-C does.</summary>
    public async Task<int> StopAsync()
    {
        if (!process.HasExited)
            Process.Start("kill", ["-INT", $"{process.Id}"]).Dispose();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<(string Server, string Token)> ServerAsync()
    {
        try
        {
            var match = Address().Match(await address.Task.WaitAsync(Patience));
            return (match.Groups["server"].Value, match.Groups["token"].Value);
        }
        catch (TimeoutException)
        {
            lock (said)
                throw new TimeoutException("course lab printed no address:\n" + string.Join('\n', said));
        }
    }

    private void Listen(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null)
            return;
        lock (said)
            said.Add(line.Data);
        if (Address().IsMatch(line.Data))
            address.TrySetResult(line.Data);
    }

    [GeneratedRegex(@"(?<server>http://127\.0\.0\.1:\d+)/\S*\?token=(?<token>[0-9a-f]+)")]
    private static partial Regex Address();
}
