using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Atelier.Browser.Tests.Support;

/// <summary><c>course lab</c> at smoke scale, on a copy of the notebooks, with Jupyter's folders of its own.</summary>
public sealed partial class CourseLab : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("course-lab").FullName;
    private readonly Process _process;
    private readonly TaskCompletionSource<string> _address = new();
    private readonly List<string> _said = [];

    public CourseLab()
    {
        Programs.Need();
        foreach (var shared in new[] { "lib", "data" })
            Directory.CreateSymbolicLink(Path.Combine(_folder, shared), Path.Combine(Programs.Home, shared));
        Directory.CreateDirectory(Path.Combine(_folder, "notebooks"));
        Directory.CreateSymbolicLink(Path.Combine(_folder, "notebooks", "quizzes"),
            Path.Combine(Programs.Home, "notebooks", "quizzes"));
        foreach (var notebook in Directory.EnumerateFiles(Path.Combine(Programs.Home, "notebooks"), "*.ipynb"))
            File.Copy(notebook, Path.Combine(_folder, "notebooks", Path.GetFileName(notebook)));

        _process = Process.Start(new ProcessStartInfo(
            "dotnet", [Path.Combine(_folder, "lib", "bin", "course.dll"), "lab", "--no-browser", "--port", "8890"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ATELIER_HOME"] = _folder,
                ["ATELIER_SCALE"] = "smoke",
                ["JUPYTER_DATA_DIR"] = Path.Combine(_folder, "jupyter"),
                ["JUPYTER_CONFIG_DIR"] = Path.Combine(_folder, "jupyter-config"),
                ["JUPYTER_RUNTIME_DIR"] = Path.Combine(_folder, "jupyter-runtime"),
                ["PATH"] = "/usr/bin:" + Environment.GetEnvironmentVariable("PATH"),
            },
        })!;
        _process.OutputDataReceived += Listen;
        _process.ErrorDataReceived += Listen;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
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
        if (!_process.HasExited)
            Process.Start("kill", ["-INT", $"{_process.Id}"]).Dispose();
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<(string Server, string Token)> ServerAsync()
    {
        try
        {
            var match = Address().Match(await _address.Task.WaitAsync(s_patience));
            return (match.Groups["server"].Value, match.Groups["token"].Value);
        }
        catch (TimeoutException)
        {
            lock (_said)
                throw new TimeoutException("course lab printed no address:\n" + string.Join('\n', _said));
        }
    }

    private void Listen(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null)
            return;
        lock (_said)
            _said.Add(line.Data);
        if (Address().IsMatch(line.Data))
            _address.TrySetResult(line.Data);
    }

    [GeneratedRegex(@"(?<server>http://127\.0\.0\.1:\d+)/\S*\?token=(?<token>[0-9a-f]+)")]
    private static partial Regex Address();
}
