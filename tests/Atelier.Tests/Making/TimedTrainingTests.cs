using Atelier.Making;
using Atelier.Tests.Data;
using Spectre.Console;
using static TorchSharp.torch;

namespace Atelier.Tests.Making;

public sealed class TimedTrainingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Clock _clock = new();
    private readonly ProgressTask _bar = new(0, "a training", maxValue: 10);
    private readonly List<double> _shares = [];
    private readonly List<double> _saved = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_rate_is_constant_and_then_falls_in_a_straight_line()
    {
        var loop = Loop(falling: 0.5);
        Run(loop, seconds: 10);
        AssertNear([1, 1, 1, 1, 1, 1, 0.8, 0.6, 0.4, 0.2]);
        Assert.Equal((10, 10, 10), (loop.Steps, loop.Seconds, _bar.Value));
    }

    [Fact]
    public void It_may_fall_from_the_start()
    {
        Run(Loop(falling: 1), seconds: 4);
        AssertNear([1, 0.75, 0.5, 0.25]);
    }

    [Fact]
    public void It_saves_now_and_then()
    {
        Run(Loop(rest: 3), seconds: 10);
        Assert.Equal([3, 6, 9], _saved);
    }

    [Fact]
    public void A_training_that_was_stopped_goes_on_as_if_it_had_not_been()
    {
        var first = Loop();
        Assert.Throws<OperationCanceledException>(() => Run(first, seconds: 10, stopAfter: 7));
        Assert.Equal(7, first.Steps);
        var file = _folder.PathOf("state.safetensors");
        SafeTensors.Save(file, new Dictionary<string, Tensor>(), first.State);

        _clock.Seconds += 100; // a night
        var second = Loop();
        second.Resume(file);
        Assert.Equal((7, 7), (second.Steps, second.Seconds));
        Run(second, seconds: 10);
        AssertNear([1, 1, 1, 1, 1, 1, 0.8, 0.6, 0.4, 0.2]);
        Assert.Equal((10, 10), (second.Steps, second.Seconds));
    }

    [Fact]
    public void One_that_is_over_does_nothing()
    {
        var loop = Loop();
        Run(loop, seconds: 3);
        Run(loop, seconds: 3);
        Run(loop, seconds: 0);
        Assert.Equal((3, 3), (loop.Steps, _shares.Count));
    }

    private TimedTraining Loop(double falling = 0.5, double rest = 1000) => new(falling, rest, _clock);

    // Each step takes a second.
    private void Run(TimedTraining loop, double seconds, int stopAfter = int.MaxValue) => loop.Run(
        seconds,
        _bar,
        share =>
        {
            if (loop.Steps == stopAfter)
                throw new OperationCanceledException();
            _shares.Add(share);
            _clock.Seconds++;
        },
        () => _saved.Add(loop.Seconds));

    private void AssertNear(double[] shares)
    {
        Assert.Equal(shares.Length, _shares.Count);
        Assert.All(shares.Zip(_shares), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
    }

    private sealed class Clock : TimeProvider
    {
        public long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
