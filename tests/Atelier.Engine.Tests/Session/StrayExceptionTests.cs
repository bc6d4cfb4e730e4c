namespace Atelier.Engine.Tests.Session;

public sealed class StrayExceptionTests : SessionTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("async void Fail() { await Task.Delay(10); throw new InvalidOperationException(\"boom\"); }\nFail();")]
    [InlineData("async void Fail() { await Task.Delay(10); throw new InvalidOperationException(\"boom\"); }\nFail(); await Task.Delay(300);")]
    [InlineData("async void Fail() { await Task.Delay(10).ConfigureAwait(false); throw new InvalidOperationException(\"boom\"); }\nTask.Run(() => Fail());")]
    [InlineData("Action fail = async () => { await Task.Yield(); throw new InvalidOperationException(\"boom\"); };\nfail();")]
    [InlineData("new System.Threading.Thread(() => throw new InvalidOperationException(\"boom\")).Start();")]
    [InlineData("System.Threading.ThreadPool.QueueUserWorkItem(_ => throw new InvalidOperationException(\"boom\"));")]
    [InlineData("var timer = new System.Threading.Timer(_ => throw new InvalidOperationException(\"boom\"), null, 10, -1);")]
    [InlineData("var clock = new System.Timers.Timer(10) { AutoReset = false };\nclock.Elapsed += async (_, _) => { await Task.Yield(); throw new InvalidOperationException(\"boom\"); };\nclock.Start();")]
    [InlineData("((IProgress<int>)new Progress<int>(_ => throw new InvalidOperationException(\"boom\"))).Report(1);")]
    [InlineData("class Leaf { ~Leaf() => throw new InvalidOperationException(\"boom\"); }\nvoid Drop() { for (var i = 0; i < 9; i++) new Leaf(); }\nDrop(); GC.Collect(); GC.WaitForPendingFinalizers();")]
    [InlineData("void Start() => Task.Run(() => throw new InvalidOperationException(\"boom\"));\nStart(); await Task.Delay(200); GC.Collect(); GC.WaitForPendingFinalizers();")]
    public async Task An_exception_that_nobody_catches_is_shown_and_the_session_goes_on(string code)
    {
        await Run("var kept = 42;");
        var result = await Run(code);
        Assert.True(result.Succeeded, result.Error?.Message);
        Assert.True(Output.WaitFor("System.InvalidOperationException: boom", s_patience), Output.StandardError);
        Assert.Contains("  in cell 2, line ", Output.StandardError);
        Assert.Equal("42", await Value("kept"));
    }

    [Fact]
    public async Task An_error_of_the_cell_itself_is_told_once()
    {
        const string Collect = "GC.Collect(); GC.WaitForPendingFinalizers(); GC.Collect(); GC.WaitForPendingFinalizers();";
        await Run(Collect); // tasks of other tests in this process, which failed and that nobody awaited
        var told = Output.StandardError;
        Assert.NotNull((await Run("await Task.Run(() => throw new InvalidOperationException(\"boom\"));")).Error);
        Assert.NotNull(
            (await Run("await Task.WhenAll(Task.Run(() => throw new Exception(\"boom\")), Task.Run(() => throw new Exception(\"boom\")));")).Error);
        await Run(Collect);
        Assert.Equal(told, Output.StandardError);
    }

    [Fact]
    public async Task What_a_stop_ends_beside_the_cell_is_no_failure()
    {
        await Run("var ended = new System.Threading.ManualResetEvent(false);");
        using var stop = new CancellationTokenSource();
        var cell = Run(
            """
            new System.Threading.Thread(() => { try { while (true) { Console.WriteLine("on"); System.Threading.Thread.Sleep(5); } } finally { ended.Set(); } }).Start();
            await Task.Delay(-1);
            """, stop.Token);
        Assert.True(Output.WaitFor("on", s_patience));
        stop.Cancel();
        await cell;
        Assert.Equal("True", await Value("ended.WaitOne(30_000)"));
        Assert.Equal("", Output.StandardError);
    }
}
