using Atelier.Engine.Session;

namespace Atelier.Engine.Tests.Session;

/// <summary>The threads on which cells run and are stopped.</summary>
public sealed class CellExecutionTests
{
    private const int Rounds = 2000;

    /// <summary>The next cell takes the thread unless it is given up by then, and would wait for ever.</summary>
    [Fact]
    public void A_thread_is_given_up_before_anybody_is_told_that_its_cell_has_stopped()
    {
        for (var i = 0; i < Rounds; i++)
        {
            using var stop = new CancellationTokenSource();
            var home = new CellThread();
            Assert.Throws<OperationCanceledException>(() => CellExecution.Run(home, () => StopItself(stop), stop.Token));
            Assert.True(home.IsSpent, $"round {i}");
        }
    }

    private static Task<int> StopItself(CancellationTokenSource stop)
    {
        stop.Cancel();
        Thread.Sleep(Timeout.Infinite);
        return Task.FromResult(0);
    }
}
