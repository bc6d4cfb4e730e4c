using Atelier.Tests.Torch;
using static TorchSharp.torch;

namespace Atelier.Tests.Judging;

[Collection(nameof(Alone))]
public sealed class GanContestTests : IDisposable
{
    private readonly Mnist _train = Mnist.Load("train", MnistFiles.Sample), _test = Mnist.Load("t10k", MnistFiles.Sample);

    public void Dispose()
    {
        _train.Dispose();
        _test.Dispose();
    }

    [Fact]
    public void A_game_is_played_from_each_seed_as_a_training_of_its_own_would_go()
    {
        using var scope = NewDisposeScope();
        using var contest = new GanContest(_train, _test, pictures: 40, seeds: 2);
        contest.Play("usual", SmallGan.Usual, rounds: 10);
        using var alone = new SmallGan(_train, SmallGan.Usual with { Seed = 2 });
        alone.Trainer.Train(10);
        Assert.Equal(alone.Trainer.History.Select(step => step.LossD),
            contest.Gans("usual")[1].Trainer.History.Select(step => step.LossD));
        Assert.Equal(alone.Trainer.History.Select(step => (double)step.LossD), contest.Notes("usual")[1].LossD, Near);
        Assert.Equal(10, contest.Notes("usual")[0].Fcd.Count);
        Assert.InRange(contest.Follows("usual").Mean, -1, 1);
        var ends = contest.Notes("usual").Average(
            notes => Math.Sign((notes.LossD[8] - notes.LossD[9]) * (notes.Fcd[9] - notes.Fcd[8])));
        Assert.Equal(ends, contest.Follows("usual", last: 2).Mean, 1e-9); // two notes rise together, or do not
        Assert.Equal([6L, 1, 28, 28], contest.Draw(3, "usual", "usual").shape);
    }

    [Fact]
    public void The_table_has_the_mean_of_the_seeds_and_the_floor()
    {
        using var contest = new GanContest(_train, _test, pictures: 40, seeds: 2);
        contest.Play("usual", SmallGan.Usual, rounds: 10);
        var fcd = Estimate.Of([.. contest.Gans("usual").Select(gan => contest.Judge(gan).Fcd)]);
        var text = contest.Table("usual").ToString();
        Assert.Contains($"{fcd}", text);
        Assert.Matches(@"(?m)^real digits +\d", text);
    }

    [Fact]
    public void What_was_not_played_is_named_along_with_what_was()
    {
        using var contest = new GanContest(_train, _test, pictures: 20, seeds: 1);
        contest.Play("usual", SmallGan.Usual, rounds: 10);
        Assert.Contains("'WGAN' has not been played. There are: usual.",
            Assert.Throws<ArgumentException>(() => contest.Table("WGAN")).Message);
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-9;
}
