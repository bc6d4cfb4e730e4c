using System.Diagnostics;
using Atelier.Engine.Session;

namespace Atelier.Engine.Tests.Session;

public sealed class InterruptionTests : SessionTests
{
    private int _interrupted;

    [Theory]
    [InlineData("while (true) n++;")]
    [InlineData("while (true) { try { n++; } catch { } }")]
    [InlineData("System.Threading.Thread.Sleep(-1);")]
    [InlineData("await Task.Delay(-1);")]
    [InlineData("await Task.Delay(1); while (true) n++;")]
    [InlineData("await Task.Delay(1); System.Threading.Thread.Sleep(-1);")]
    [InlineData("for (var i = 0; ; i++) Console.WriteLine(i);")]
    [InlineData("Task.Run(() => System.Threading.Thread.Sleep(60000)).Wait();")]
    [InlineData("lock (new object()) while (true) n++;")]
    [InlineData("Enumerable.Range(0, int.MaxValue).Select(i => { while (true) n++; return i; })")]
    public async Task A_cell_that_does_not_end_is_stopped_and_the_session_goes_on(string code)
    {
        await Run("long n = 5;");
        var (result, taken) = await Interrupt(code);
        Assert.Equal(CellErrorKind.Interrupted, result.Error?.Kind);
        Assert.True(taken < TimeSpan.FromSeconds(30), $"it took {taken}");
        Assert.Equal("True", await Value("n >= 5"));
        await Run("await Task.Run(() => Console.WriteLine(\"printed by a pool thread\"));");
        Assert.Contains("printed by a pool thread", Output.StandardOutput);
    }

    [Fact]
    public async Task Loops_can_be_stopped_again_and_again_and_garbage_collected_meanwhile()
    {
        await Run("long n = 0;");
        for (var i = 0; i < 5; i++)
        {
            var (result, _) = await Interrupt("await Task.Delay(1); while (true) n++;");
            Assert.Equal(CellErrorKind.Interrupted, result.Error?.Kind);
            await Run("var spinning = Task.Run(() => { var end = DateTime.Now.AddSeconds(0.2); while (DateTime.Now < end) n++; });");
            await Run("GC.Collect(); await spinning;");
        }
    }

    [Fact]
    public async Task Variables_of_the_stopped_cell_keep_what_they_had()
    {
        await Interrupt("long steps = 0; while (true) { steps++; }");
        Assert.Equal("True", await Value("steps > 0"));
    }

    [Fact]
    public async Task The_library_can_watch_the_token_of_the_running_cell()
    {
        const string Token = "((Func<System.Threading.CancellationToken>)AppContext.GetData(\"Atelier.Cancellation\"))()";
        await Interrupt($"var token = {Token}; while (true) ;");
        Assert.Equal("True", await Value("token.IsCancellationRequested"));
        Assert.Equal("False", await Value($"{Token}.IsCancellationRequested"));
    }

    /// <summary>Runs a cell, and interrupts it once its code runs.</summary>
    private async Task<(CellResult Result, TimeSpan Taken)> Interrupt(string code)
    {
        using var stop = new CancellationTokenSource();
        var cell = Run($"Console.WriteLine(\"go{++_interrupted}\"); {code}", stop.Token);
        Assert.True(Output.WaitFor($"go{_interrupted}", TimeSpan.FromSeconds(30)));
        await Task.Delay(100);
        var watch = Stopwatch.StartNew();
        stop.Cancel();
        return (await cell.WaitAsync(TimeSpan.FromSeconds(30)), watch.Elapsed);
    }
}
