using static TorchSharp.torch;

namespace Atelier.Tests.Torch;

[Collection(nameof(Alone))]
public sealed class RepeatedTests
{
    private const int Runs = 6;

    [Fact]
    public void Recorded_work_sees_the_numbers_of_each_run()
    {
        PlainRecording? recording = null;
        using var repeated = new Repeated(
            CPU, at => at[0] * 2 + at[1], work => recording = (PlainRecording)PlainRecording.Of([2])(work));
        for (var run = 0; run < Runs; run++)
        {
            using var scope = NewDisposeScope();
            var result = repeated.Run([tensor([run, 10f * run]), tensor([1f, 2f])]);
            Assert.Equal([2f * run + 1, 20f * run + 2], result.data<float>());
        }

        Assert.Equal(3, recording!.Replays); // the first three runs are plain
    }

    [Fact]
    public void What_cannot_be_recorded_is_done_all_the_same()
    {
        var done = 0;
        using var repeated = new Repeated(CPU, at => { done++; return at[0] + 1; }, _ => null);
        for (var run = 0; run < Runs; run++)
        {
            using var scope = NewDisposeScope();
            Assert.Equal(run + 1, repeated.Run([tensor((float)run)]).item<float>());
        }

        Assert.Equal(Runs, done);
    }

    [Fact]
    public void On_the_CPU_nothing_is_recorded_and_nothing_stays()
    {
        var before = LiveTensors.Count();
        using (var repeated = new Repeated(CPU, at => at[0] + 1))
        {
            for (var run = 0; run < Runs; run++)
            {
                using var scope = NewDisposeScope();
                repeated.Run([ones(3)]);
            }
        }

        Assert.Equal(before, LiveTensors.Count());
    }
}
