using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// Games of the GAN family, played by the same two networks on the same digits and judged by the same judge, each from several
/// seeds: what another seed turns around is no difference between the games.
/// </summary>
public sealed class GanContest : IDisposable
{
    private const int Parts = 10, NotedPictures = 300, PicturesSeed = 5;

    private readonly Mnist _train;
    private readonly int _seeds;
    private readonly DigitClassifier _classifier = DigitClassifier.Trained();
    private readonly GeneratorJudge _judge;
    private readonly Tensor _noted; // features of real pictures, to note FCD while a game is played
    private readonly Judgement _floor;
    private readonly Dictionary<string, Game> _games = [];

    /// <summary>Makes a contest in which nothing has been played yet.</summary>
    /// <param name="train">the digits to learn from; the caller owns them</param>
    /// <param name="test">the digits that the judge knows, at least 300; the caller owns them</param>
    /// <param name="pictures">in each set that is judged; as many as there are in <paramref name="test"/> at most</param>
    /// <param name="seeds">trainings of each game, at least 1</param>
    public GanContest(Mnist train, Mnist test, int pictures, int seeds)
    {
        Require.AtLeast(1, seeds, "The number of seeds");
        (_train, _seeds) = (train, seeds);
        Pictures = (int)Math.Min(Math.Min(pictures, test.Count), train.Count);
        using var scope = NewDisposeScope();
        _judge = new GeneratorJudge(_classifier, test.Sample(Pictures, seed: 1));
        _noted = _classifier.Features(test.Sample(NotedPictures, seed: 2)).DetachFromDisposeScope();
        _floor = _judge.Judge(train.Sample(Pictures, PicturesSeed));
    }

    /// <summary>Pictures in each set that is judged.</summary>
    public int Pictures { get; }

    /// <summary>Trains a fresh <see cref="SmallGan"/> from each seed: 1, 2 …</summary>
    /// <param name="name">the game's, in tables</param>
    /// <param name="settings">how it is played; its seed is not used</param>
    /// <param name="rounds">steps of G, at least 10</param>
    /// <param name="networks">those that work, by default</param>
    public void Play(string name, GanSettings settings, int rounds, SmallNetworks? networks = null)
    {
        Require.AtLeast(Parts, rounds, "The number of rounds");
        var clock = new TrainingClock();
        SmallGan[] gans =
            [.. Enumerable.Range(1, _seeds).Select(seed => new SmallGan(_train, settings with { Seed = seed }, networks))];
        ContestNotes[] notes = [.. gans.Select(gan => Train(gan, rounds / Parts))];
        var seconds = clock.Elapsed.TotalSeconds / _seeds;
        if (_games.Remove(name, out var earlier))
            earlier.Dispose();
        _games[name] = new Game(gans, notes, [.. gans.Select(Judge)], seconds);
    }

    /// <summary>The networks of a game, one pair for each seed; the contest owns them.</summary>
    public IReadOnlyList<SmallGan> Gans(string name) => Of(name).Gans;

    /// <summary>What was noted while a game was played, for each seed.</summary>
    public IReadOnlyList<ContestNotes> Notes(string name) => Of(name).Notes;

    /// <summary>
    /// Whether −lossD and FCD rise and fall together over a game's training: their rank correlation ρ, a mean over the seeds.
    /// </summary>
    /// <param name="name">the game's</param>
    /// <param name="last">of the ten notes, how many of the last count, 2 … 10</param>
    public Estimate Follows(string name, int last = Parts) => Estimate.Of([.. Of(name).Notes.Select(notes =>
        RankCorrelation.Of([.. notes.LossD.TakeLast(last).Select(loss => -loss)], [.. notes.Fcd.TakeLast(last)]))]);

    /// <summary>Pictures by the first seed of some games, from the same noise for each.</summary>
    /// <returns>[count · games, 1, 28, 28] in −1 … 1: all of the first game, then all of the second …</returns>
    public Tensor Draw(int count, params string[] names)
    {
        using var scope = NewDisposeScope();
        // BatchNorm needs many
        return cat([.. names.Select(name => Of(name).Gans[0].Draw(Math.Max(count, NotedPictures), PicturesSeed)[..count])])
            .MoveToOuterDisposeScope();
    }

    /// <summary>What the judge says of pictures, [N, 1, 28, 28] in −1 … 1.</summary>
    public Judgement Judge(Tensor pictures) => _judge.Judge(pictures);

    /// <summary>What the judge says of pictures by a GAN, <see cref="Pictures"/> of them.</summary>
    public Judgement Judge(SmallGan gan)
    {
        using var scope = NewDisposeScope();
        return _judge.Judge(gan.Draw(Pictures, PicturesSeed));
    }

    /// <summary>The measures of some games, and those of real pictures: the mean over the seeds and its standard error.</summary>
    public ResultTable Table(params string[] names)
    {
        var table = new ResultTable(
            $"{Pictures} pictures in each set; mean of {_seeds} seed{(_seeds == 1 ? "" : "s ± its standard error")}.",
            "FCD ↓", "KID ↓", "precision ↑", "recall ↑", "modes ↑", "KL ↓", "seconds");
        foreach (var name in names)
            table.Add(name, [.. Cells(Of(name).Said), Of(name).Seconds]);
        return table.Add("real digits", [.. Cells([_floor]), ""]);
    }

    private static object[] Cells(Judgement[] said)
    {
        object Mean(Func<Judgement, double> of) => Estimate.Of([.. said.Select(of)]);
        return [Mean(j => j.Fcd), Mean(j => j.Kid.Mean), Mean(j => j.Precision), Mean(j => j.Recall), Mean(j => j.Modes),
            Mean(j => j.Kl)];
    }

    private ContestNotes Train(SmallGan gan, int rounds)
    {
        var (losses, distances) = (new double[Parts], new double[Parts]);
        for (var part = 0; part < Parts; part++)
        {
            using var scope = NewDisposeScope();
            gan.Trainer.Train(rounds);
            losses[part] = gan.Trainer.History.TakeLast(rounds).Average(step => step.LossD);
            distances[part] =
                FrechetClassifierDistance.Between(_noted, _classifier.Features(gan.Draw(NotedPictures, PicturesSeed)));
        }

        return new ContestNotes(losses, distances);
    }

    private Game Of(string name) => _games.TryGetValue(name, out var game)
        ? game
        : throw new ArgumentException(
            $"'{name}' has not been played. There are: {string.Join(", ", _games.Keys)}. Play it first.");

    /// <summary>Frees the judge and all networks.</summary>
    public void Dispose()
    {
        foreach (var part in _games.Values.Cast<IDisposable>().Concat([_judge, _noted, _classifier])) part.Dispose();
    }

    private sealed record Game(SmallGan[] Gans, ContestNotes[] Notes, Judgement[] Said, double Seconds) : IDisposable
    {
        public void Dispose()
        {
            foreach (var gan in Gans) gan.Dispose();
        }
    }
}
