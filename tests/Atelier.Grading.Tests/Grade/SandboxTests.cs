using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Atelier.Engine.Running;
using Atelier.Grading.Grade;

namespace Atelier.Grading.Tests.Grade;

/// <summary>What a student's code can see and reach.</summary>
public sealed class SandboxTests : GradingTests
{
    [Fact]
    public async Task The_instructors_notebooks_are_not_there()
    {
        GradedAttacks.NeedSandbox();
        var folder = Path.Combine(Course.Notebooks, "instructor");
        Assert.Equal("0 files", await Says($"Directory.GetFiles(\"{folder}\").Length + \" files\""));
    }

    [Fact]
    public async Task There_is_no_network()
    {
        GradedAttacks.NeedSandbox();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        Assert.Contains("refused", await Says($"new System.Net.Sockets.TcpClient(\"127.0.0.1\", {port}).Connected.ToString()"),
            StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_system_is_read_only()
    {
        GradedAttacks.NeedSandbox();
        var file = Path.Combine(Course.Home, "lib", "written-by-a-student");
        Assert.Contains(
            "Read-only",
            await Says($"((Func<string>)(() => {{ File.WriteAllText(\"{file}\", \"x\"); return \"written\"; }}))()"));
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task Of_the_course_only_what_a_notebook_needs_is_there()
    {
        GradedAttacks.NeedSandbox();
        Assert.Equal(
            "data lib notebooks tests",
            await Says($"string.Join(' ', Directory.GetFileSystemEntries(\"{Course.Home}\").Select(Path.GetFileName).Order())"));
        Assert.Equal(
            "bin", await Says(
                $"string.Join(' ', Directory.GetFileSystemEntries(\"{Course.Home}/tests/Atelier.Grading.Tests\").Select(Path.GetFileName))"));
    }

    [Theory]
    [InlineData("/tmp", 256)]
    [InlineData("/dev/shm", 1)]
    [InlineData("/home", 1)]
    [InlineData("/dev", 0)]
    public async Task What_can_be_written_is_small(string folder, int megabytes)
    {
        GradedAttacks.NeedSandbox();
        var written =
            await Says($"Written(\"{folder}/big\").ToString()",
                "long Written(string file) { var n = 0L; try { using var f = File.Create(file); for (; n < 400; n++) { f.Write(new byte[1 << 20]); f.Flush(); } } catch (Exception) { } return n; }\n");
        Assert.InRange(int.Parse(written, CultureInfo.InvariantCulture), 0, megabytes);
    }

    [Fact]
    public async Task A_file_that_is_hidden_is_empty()
    {
        GradedAttacks.NeedSandbox();
        var command =
            new Sandbox(Course.Home, [Path.Combine(Course.Home, "lib", "README.md")]).Start("/tmp", Settings.Environment).Wrapper;
        using var cat = Process.Start(new ProcessStartInfo(
            command[0],
            [.. command.Skip(1), "cat", Path.Combine(Course.Home, "lib", "README.md")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true
        })!;
        Assert.Equal("", await cat.StandardOutput.ReadToEndAsync());
    }

    [Fact]
    public async Task The_graders_environment_and_processes_are_not_there()
    {
        GradedAttacks.NeedSandbox();
        System.Environment.SetEnvironmentVariable("ATELIER_TEST_SECRET", "42");
        Assert.Equal("", await Says("Environment.GetEnvironmentVariable(\"ATELIER_TEST_SECRET\") ?? \"\""));
        Assert.Equal("True", await Says("(System.Diagnostics.Process.GetProcesses().Length < 5).ToString()"));
    }

    [Fact]
    public async Task A_worker_outlives_the_thread_that_asked_for_it()
    {
        GradedAttacks.NeedSandbox();
        WorkerProcess? worker = null;
        var asking = new Thread(() => worker = WorkerProcess.Start(Settings.Sandbox.Start("/tmp", Settings.Environment)));
        asking.Start();
        asking.Join();
        await worker!.ReadyAsync();
        await Task.Delay(300);
        Assert.True(worker.IsAlive, "the kernel took the thread's end for the grader's");
        worker.Dispose();
    }

    /// <summary>The kernel ends a sandbox at once; to look for each process of it among all would take minutes.</summary>
    [Fact]
    public async Task A_flood_of_processes_is_over_with_its_cell()
    {
        GradedAttacks.NeedSandbox();
        const string Flood = "System.Diagnostics.Process.Start(\"/bin/sh\", [\"-c\", \"while :; do sleep 86397 & done\"]).WaitForExit();";
        using var worker = WorkerProcess.Start(Settings.Sandbox.Start("/tmp", Settings.Environment));
        await worker.ReadyAsync();
        var flood = worker.ExecuteAsync(Flood, "flood", new BoundedOutput(1000), new CellLimits(null, null, null), default);
        var run = await flood.WaitAsync(TimeSpan.FromSeconds(40));
        Assert.Equal(CellOutcome.Crashed, run.Outcome);
        for (var tries = 0; tries < 50 && Sleepers() > 0; tries++) await Task.Delay(100);
        Assert.Equal(0, Sleepers());
    }

    private static int Sleepers() => Process.GetProcessesByName("sleep").Count(process =>
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/cmdline").Contains("86397", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false; // it has ended
        }
    });

    /// <summary>
    /// What an expression is worth in the sandbox: the message of the exception that carries it, or of its own.
    /// </summary>
    private async Task<string> Says(string expression, string before = "") =>
        Cell(await Grade($"{before}double[] Squares(int n) => throw new Exception({expression});"), "squares-test").Remark;
}
