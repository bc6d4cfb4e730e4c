using Atelier.Tests.Gan;
using Atelier.Tests.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Atelier.Tests.Translation;

/// <summary>A translator's training that is recorded and loaded.</summary>
[Collection(nameof(Alone))]
public sealed class CycleGanRecordedTests : IDisposable
{
    private readonly TaggedCell _cell = new();
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly Tensor _a, _b;

    public CycleGanRecordedTests()
    {
        Seed.Everything(1);
        (_a, _b) = (2 * rand(12, 1, 8, 8) - 1, 2 * rand(8, 3, 8, 8) - 1);
    }

    public void Dispose()
    {
        _scope.Dispose();
        _cell.Dispose();
    }

    [Fact]
    public void It_ends_as_the_live_one_did_and_without_a_buffer_goes_on_as_it_did()
    {
        using var live = Trainer(bufferSize: 0, out var first);
        using var loaded = Trainer(bufferSize: 0, out var second);
        _cell.Record(() => live.Train(3));
        _cell.Load(() => loaded.Train(3));
        Assert.True(Same(first, second) && Same(live.DA, loaded.DA) && Same(live.DB, loaded.DB));
        Assert.Equal(live.History, loaded.History);
        live.Train(2);
        loaded.Train(2);
        Assert.True(Same(first, second) && Same(live.DA, loaded.DA) && Same(live.DB, loaded.DB));
    }

    [Fact]
    public void With_a_buffer_too_its_parts_end_as_they_did()
    {
        using var live = Trainer(bufferSize: 6, out var first);
        using var loaded = Trainer(bufferSize: 6, out var second);
        void Parts(CycleGanTrainer trainer, List<int> heard)
        {
            trainer.Stepped += step => heard.Add(step.Step);
            trainer.Train(3);
            trainer.Train(3);
        }

        var (then, now) = (new List<int>(), new List<int>());
        _cell.Record(() => Parts(live, then));
        _cell.Load(() => Parts(loaded, now));
        Assert.True(Same(first, second));
        Assert.Equal([1, 2, 3, 4, 5, 6], now);
        Assert.Equal(then, now);
    }

    private CycleGanTrainer Trainer(int bufferSize, out CycleGan networks)
    {
        using (new OwnRandom(5)) networks = new CycleGan(width: 8, blocks: 1);
        return new(networks, _a, _b, new() { BatchSize = 4, BufferSize = bufferSize, Seed = 3 });
    }

    private static bool Same(nn.Module a, nn.Module b) =>
        a.state_dict().Zip(b.state_dict()).All(pair => pair.First.Value.Same(pair.Second.Value));
}
