using System.Diagnostics;
using System.Text.Json.Nodes;
using Atelier.Engine.Documents;
using Atelier.Engine.Running;

namespace Atelier.Engine.Tests.Running;

/// <summary>Real worker processes, one for each notebook.</summary>
public sealed class NotebookRunnerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("runner-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Cells_run_in_order_and_the_copy_holds_what_they_showed()
    {
        var report = await RunAsync(["var x = 20;", "Console.WriteLine(\"hello\"); x + 1", "x * 2"]);

        Assert.True(report.Succeeded, Describe(report));
        Assert.Equal(ExitCode.Passed, report.ExitCode);
        Assert.True(report.PeakMegabytes > 10);
        var cells = NotebookDocument.Load(report.Output!).Cells;
        Assert.Equal([1, 2, 3], cells.Select(cell => cell.ExecutionCount));
        Assert.Empty(cells[0].Outputs);
        Assert.Equal("hello\n", MultilineText.Read(cells[1].Outputs[0]!["text"]));
        Assert.Equal("21", PlainText(cells[1].Outputs[1]));
        Assert.Equal("40", PlainText(cells[2].Outputs[0]));
        var timing = cells[1].Metadata["execution"]!;
        Assert.True(
            DateTime.Parse(timing["iopub.execute_input"]!.GetValue<string>()) <= DateTime.Parse(
                timing["shell.execute_reply"]!.GetValue<string>()));
    }

    [Fact]
    public async Task The_copy_on_disk_has_each_cell_as_soon_as_it_has_ended()
    {
        var seen = new List<string>();
        var progress =
            new Recorder
            {
                Ended =
                (number, _) => seen.Add(PlainText(NotebookDocument.Load(OutputPath).Cells[number - 1].Outputs[0]))
            };
        await RunAsync(["1 + 1", "1 + 2"], progress: progress);
        Assert.Equal(["2", "3"], seen);
    }

    [Fact]
    public async Task A_cell_that_throws_ends_the_notebook_and_its_line_is_told()
    {
        var report = await RunAsync(["1", "var a = 1;\nthrow new Exception(\"no ink\");", "3"]);
        Assert.Equal([CellOutcome.Passed, CellOutcome.Error, CellOutcome.NotRun], Outcomes(report));
        Assert.Equal(2, report.Cells[1].Line);
        Assert.Contains("no ink", report.Cells[1].Error);
        Assert.Equal(ExitCode.CellFailed, report.ExitCode);
        Assert.Equal("error", NotebookDocument.Load(report.Output!).Cells[1].Outputs[0]!["output_type"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_worker_has_no_diagnostics_port_and_no_file_that_this_process_was_started_with()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "open files as Linux shows them");
        using var inherited = File.OpenRead(typeof(CsCheck.Gen).Assembly.Location);
        _ = SetFlags((int)inherited.SafeFileHandle.DangerousGetHandle(), 2, 0); // F_SETFD: as a shell's 8<file leaves it
        var report = await RunAsync([
            "Directory.GetFiles(Path.GetTempPath(), $\"dotnet-diagnostic-{Environment.ProcessId}-*\").Length",
            "Directory.GetFileSystemEntries(\"/proc/self/fd\").Count(file => new FileInfo(file).LinkTarget?.EndsWith(\"CsCheck.dll\") == true)"]);
        Assert.Equal(["0", "0"], NotebookDocument.Load(report.Output!).Cells.Select(cell => PlainText(cell.Outputs[0])));
    }

    [Fact]
    public async Task A_cell_that_does_not_compile_is_told_apart()
    {
        var report = await RunAsync(["int x = \"no\";", "2"], new RunOptions(_folder) { KeepGoing = true });
        Assert.Equal([CellOutcome.CompileError, CellOutcome.Passed], Outcomes(report));
    }

    [Fact]
    public async Task Tags_allow_an_exception_and_skip_a_cell()
    {
        var path = Write("tags", ["throw new Exception();", "throw new Exception();", "3"],
            tags: ["raises-exception", "skip", null]);
        var report = await new NotebookRunner(new RunOptions(OutputFolder)).RunAsync(path);
        Assert.Equal([CellOutcome.Passed, CellOutcome.Skipped, CellOutcome.Passed], Outcomes(report));
        Assert.True(report.Succeeded);
    }

    [Fact]
    public async Task Only_tagged_cells_hear_of_recordings_and_only_in_a_run_that_has_them()
    {
        const string Heard = "AppContext.GetData(\"Atelier.Recording\")?.ToString() ?? \"none\"";
        var path = Write("lesson", [Heard, Heard, Heard], tags: [null, Recordings.Tag, null]);
        async Task<string[]> Said(Recordings? recordings)
        {
            var report = await new NotebookRunner(new RunOptions(OutputFolder) { Recordings = recordings }).RunAsync(path);
            return [.. NotebookDocument.Load(report.Output!).Cells.Select(cell => PlainText(cell.Outputs[0]))];
        }

        Assert.Equal(["none", "none", "none"], await Said(null));
        var said = await Said(new Recordings("/recordings", Load: true));
        Assert.Equal("none", said[0]);
        Assert.Matches(@"^\(/recordings/lesson/cell-2, [0-9a-f]{64}, True\)$", said[1]);
        Assert.Equal("none", said[2]);

        path = Write("lesson", ["var changed = 1;\n" + Heard, Heard, Heard], tags: [null, Recordings.Tag, null]);
        Assert.NotEqual(said[1], (await Said(new Recordings("/recordings", Load: true)))[1]);
    }

    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("while (true) { try { System.Threading.Thread.Sleep(1); } catch { } }")]
    [InlineData("await Task.Delay(-1);")]
    [InlineData("System.Diagnostics.Process.Start(\"sleep\", \"600\").WaitForExit();")]
    public async Task A_cell_that_hangs_is_stopped_at_its_limit(string hang)
    {
        var clock = Stopwatch.StartNew();
        var report =
            await RunAsync(["1", hang], new RunOptions(_folder) { Limits = new RunLimits { Cell = TimeSpan.FromSeconds(6) } });
        Assert.Equal([CellOutcome.Passed, CellOutcome.Timeout], Outcomes(report));
        Assert.Equal(ExitCode.Timeout, report.ExitCode);
        Assert.True(clock.Elapsed < TimeSpan.FromMinutes(5), $"{clock.Elapsed}");
    }

    [Fact]
    public async Task After_a_timeout_the_session_can_go_on()
    {
        var report = await RunAsync(["var n = 41;", "while (true) { }", "n + 1"],
            new RunOptions(_folder) { KeepGoing = true, Limits = new RunLimits { Cell = TimeSpan.FromSeconds(6) } });
        Assert.Equal([CellOutcome.Passed, CellOutcome.Timeout, CellOutcome.Passed], Outcomes(report));
        Assert.Equal("42", PlainText(NotebookDocument.Load(report.Output!).Cells[2].Outputs[0]));
    }

    [Fact]
    public async Task The_limit_for_the_notebook_holds_over_its_cells()
    {
        var report = await RunAsync(["1", "System.Threading.Thread.Sleep(600_000);", "3"],
            new RunOptions(_folder) { KeepGoing = true, Limits = new RunLimits { Total = TimeSpan.FromSeconds(20) } });
        Assert.Equal([CellOutcome.Passed, CellOutcome.Timeout, CellOutcome.NotRun], Outcomes(report));
    }

    [Theory]
    [InlineData("Environment.Exit(0);", "exit code 0")]
    [InlineData("int Deep(int n) => Deep(n + 1) + 1; Deep(0);", "it said: Stack overflow")]
    [InlineData("System.Diagnostics.Process.GetCurrentProcess().Kill();", "killed")]
    [InlineData("Environment.FailFast(\"broken\");", "it said: Process terminated. broken")]
    public async Task A_worker_that_dies_is_noticed_and_what_it_printed_is_kept(string death, string how)
    {
        var report = await RunAsync(["Console.WriteLine(\"before\");", death, "3"], new RunOptions(_folder) { KeepGoing = true });
        Assert.Equal([CellOutcome.Passed, CellOutcome.Crashed, CellOutcome.NotRun], Outcomes(report));
        Assert.Contains(how, report.Cells[1].Error);
        Assert.Equal(ExitCode.WorkerDied, report.ExitCode);
        Assert.Equal("before\n", MultilineText.Read(NotebookDocument.Load(report.Output!).Cells[0].Outputs[0]!["text"]));
    }

    /// <summary>Managed and native memory, few large pieces and many small ones, one thread and many.</summary>
    [Theory]
    [InlineData("var all = new List<byte[]>();\nwhile (true) { var b = new byte[1 << 24]; Array.Fill(b, (byte)1); all.Add(b); }")]
    [InlineData("class Link { public Link Next; }\nLink last = null;\nwhile (true) last = new Link { Next = last };")]
    [InlineData("var all = new Dictionary<string, string>();\nfor (var i = 0; ; i++) all[$\"{i}\"] = new string('x', 100);")]
    [InlineData("Parallel.For(0, 8, i => { var all = new List<object>(); while (true) all.Add(new int[10]); });")]
    [InlineData("unsafe { while (true) new Span<byte>(System.Runtime.InteropServices.NativeMemory.Alloc(1 << 24), 1 << 24).Fill(1); }")]
    public async Task A_cell_that_takes_too_much_memory_is_ended(string greedy)
    {
        var report = await RunAsync([greedy],
            new RunOptions(_folder) { Limits = new RunLimits { Memory = 600L << 20, Cell = TimeSpan.FromMinutes(5) } });
        Assert.Equal([CellOutcome.Memory], Outcomes(report));
        Assert.Contains("600 MB", report.Cells[0].Error);
    }

    [Fact]
    public async Task A_flood_of_output_is_cut_with_a_notice()
    {
        var report = await RunAsync(["for (var i = 0; i < 20_000; i++) Console.WriteLine(new string('x', 100));", "2"],
            new RunOptions(_folder) { Limits = new RunLimits { Output = 100_000 } });
        Assert.True(report.Succeeded, Describe(report));
        Assert.InRange(new FileInfo(report.Output!).Length, 100_000, 200_000);
        Assert.Contains("the rest was left out", File.ReadAllText(report.Output!));
    }

    [Fact]
    public async Task A_live_view_keeps_only_its_latest_state()
    {
        var report =
            await RunAsync(
                ["var show = (Func<object, Action<object>>)AppContext.GetData(\"Atelier.Display\");\nvar update = show(\"first\");\nupdate(\"last\");", "update(\"later\");"]);
        Assert.True(report.Succeeded, Describe(report));
        var cells = NotebookDocument.Load(report.Output!).Cells;
        Assert.Equal("later", PlainText(Assert.Single(cells[0].Outputs)));
        Assert.Empty(cells[1].Outputs);
    }

    [Fact]
    public async Task The_notebook_runs_in_its_own_folder_with_the_environment_that_was_asked_for()
    {
        var report =
            await RunAsync(["Environment.CurrentDirectory + \" \" + Environment.GetEnvironmentVariable(\"ATELIER_SCALE\")"],
                new RunOptions(_folder) { Environment = new Dictionary<string, string> { ["ATELIER_SCALE"] = "smoke" } });
        Assert.Equal($"{_folder} smoke", PlainText(NotebookDocument.Load(report.Output!).Cells[0].Outputs[0]));
    }

    [Fact]
    public async Task One_bad_notebook_does_not_keep_the_others_from_running()
    {
        var broken = Path.Combine(_folder, "broken.ipynb");
        await File.WriteAllTextAsync(broken, "{ no json");
        var reports = await new NotebookRunner(new RunOptions(OutputFolder) { Jobs = 2 })
            .RunAllAsync([Write("a", ["Environment.Exit(3);"]), broken, Write("b", ["1 + 1"])]);
        Assert.Equal(["a", "broken", "b"], reports.Select(report => report.Name));
        Assert.Equal([ExitCode.WorkerDied, ExitCode.File, ExitCode.Passed], reports.Select(report => report.ExitCode));
        Assert.Contains("broken.ipynb", reports[1].Error);
    }

    [Fact]
    public async Task A_person_can_stop_the_run()
    {
        using var stop = new CancellationTokenSource();
        var path = Write("long", ["1", "System.Threading.Thread.Sleep(60_000);"]);
        var progress = new Recorder { Started = number => { if (number == 2) stop.CancelAfter(500); } };
        var report = await new NotebookRunner(new RunOptions(OutputFolder), progress).RunAsync(path, stop.Token);
        Assert.Equal([CellOutcome.Passed, CellOutcome.Interrupted], Outcomes(report));
        Assert.Equal(ExitCode.Interrupted, report.ExitCode);
    }

    private string OutputFolder => Path.Combine(_folder, "out");

    private string OutputPath => Path.Combine(OutputFolder, "test.ipynb");

    private Task<NotebookReport> RunAsync(string[] cells, RunOptions? options = null, IRunProgress? progress = null)
    {
        Directory.CreateDirectory(OutputFolder);
        return new NotebookRunner((options ?? new RunOptions("")) with { OutputFolder = OutputFolder },
            progress).RunAsync(Write("test", cells));
    }

    private string Write(string name, string[] cells, string?[]? tags = null)
    {
        Directory.CreateDirectory(OutputFolder);
        var path = Path.Combine(_folder, name + ".ipynb");
        var json = cells.Select((source, i) => new JsonObject
        {
            ["cell_type"] = "code",
            ["execution_count"] = null,
            ["id"] = $"cell-{i + 1}",
            ["metadata"] = tags?[i] is { } tag ? new JsonObject { ["tags"] = new JsonArray(tag) } : new JsonObject(),
            ["outputs"] = new JsonArray(),
            ["source"] = source,
        });
        var notebook = new JsonObject
        {
            ["cells"] = new JsonArray([.. json]),
            ["metadata"] = new JsonObject(),
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        };
        File.WriteAllText(path, notebook.ToJsonString());
        return path;
    }

    private static IEnumerable<CellOutcome> Outcomes(NotebookReport report) => report.Cells.Select(cell => cell.Outcome);

    private static string PlainText(JsonNode? output) => MultilineText.Read(output!["data"]!["text/plain"]);

    private static string Describe(NotebookReport report) =>
        report.Error + string.Join("; ", report.Cells.Select(cell => $"{cell.Outcome} {cell.Error}"));

#pragma warning disable SYSLIB1054 // a test's own
    [System.Runtime.InteropServices.DllImport("libc", EntryPoint = "fcntl")]
    private static extern int SetFlags(int file, int command, int argument);
#pragma warning restore SYSLIB1054

    private sealed class Recorder : IRunProgress
    {
        public Action<int>? Started { get; init; }

        public Action<int, CellReport>? Ended { get; init; }

        public void NotebookStarted(string name, int codeCells)
        {
        }

        public void CellStarted(string name, int number, string id) => Started?.Invoke(number);

        public void CellEnded(string name, int number, CellReport cell) => Ended?.Invoke(number, cell);

        public void NotebookEnded(NotebookReport notebook)
        {
        }
    }
}
