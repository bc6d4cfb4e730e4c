using Atelier.Tests.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Atelier.Tests.Gan;

/// <summary>A training in a cell whose run records, and in one whose run loads.</summary>
[Collection(nameof(Alone))]
public sealed class RecordedTrainingTests : IDisposable
{
    private static readonly GanSettings s_settings = new() { BatchSize = 4, LatentSize = 3, Seed = 7, LearningRateG = 0.01 };

    private static readonly Dictionary<string, GanSettings> s_games = new()
    {
        ["Adam"] = s_settings,
        ["its own Adam"] = s_settings with { OptimizerG = (w, rate) => optim.Adam(w, rate, 0, 0.99) },
        ["momentum"] = s_settings with { OptimizerD = (w, rate) => optim.SGD(w, rate, momentum: 0.9) },
        ["two steps of D"] = s_settings with { StepsOfD = 2 },
    };

    private readonly TaggedCell _cell = new();
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly List<string> _shown = [];
    private int _learnt;

    public RecordedTrainingTests() => AppContext.SetData("Atelier.Display", (Func<object, Action<object>>)(value =>
    {
        _shown.Add($"{value}");
        return next => _shown[^1] = $"{next}";
    }));

    public static TheoryData<string> Games => [.. s_games.Keys];

    public void Dispose()
    {
        AppContext.SetData("Atelier.Display", null);
        _scope.Dispose();
        _cell.Dispose();
    }

    [Theory, MemberData(nameof(Games))]
    public void A_loaded_training_ends_and_goes_on_as_the_live_one_did_bit_by_bit(string game)
    {
        var live = Trainer(game);
        _cell.Record(() => live.Train(4));
        Assert.Equal(4, _learnt);

        var (loaded, heard) = (Trainer(game), new List<GanStep>());
        loaded.Stepped += heard.Add;
        _cell.Load(() => loaded.Train(4));
        Assert.Equal(4, _learnt);
        Assert.True(Same(live, loaded));
        Assert.Equal(live.History, heard);
        Assert.Equal(live.History, loaded.History);
        Assert.Equal(4, loaded.Step);

        live.Train(3);
        loaded.Train(3);
        Assert.True(Same(live, loaded));
        Assert.Equal(live.History.Select(step => step.LossG), loaded.History.Select(step => step.LossG));
    }

    [Fact]
    public void A_cell_tells_in_one_line_what_was_loaded()
    {
        _cell.Record(() => Trainer().Train(2));
        Assert.Empty(_shown);
        _cell.Load(() => Trainer().Train(2));
        Assert.Matches(
            @"^Loaded: this training was recorded on \d+ \w+ \d{4} \(\d.* s; .+\)\. Run the cell in Jupyter", _shown.Single());
    }

    [Fact]
    public void The_trainings_of_a_cell_are_loaded_in_their_order_and_what_is_missing_is_trained()
    {
        var live = Trainer();
        _cell.Record(() =>
        {
            live.Train(1);
            live.Train(2);
            live.Train(3);
        });
        File.Delete(_cell.Files[2]);
        var loaded = Trainer();
        _cell.Load(() =>
        {
            loaded.Train(1);
            loaded.Train(2);
            loaded.Train(3);
        });
        Assert.True(Same(live, loaded));
        Assert.Equal(6 + 3, _learnt);
        Assert.StartsWith("Loaded: 2 of 3 trainings", _shown.Single());
        Assert.EndsWith("live, because it has not been recorded.", _shown.Single());
    }

    [Fact]
    public void A_mean_that_a_listener_keeps_is_as_it_was()
    {
        nn.Module<Tensor, Tensor> Mean(GanTrainer trainer)
        {
            var mean = Generator();
            trainer.Companions.Add(mean);
            trainer.Stepped += _ =>
            {
                using var off = no_grad();
                foreach (var (kept, weight) in mean.parameters().Zip(trainer.Generator.parameters())) kept.lerp_(weight, 0.5);
            };
            return mean;
        }

        var (live, loaded) = (Trainer(), Trainer());
        var (first, second) = (Mean(live), Mean(loaded));
        _cell.Record(() => live.Train(3));
        _cell.Load(() => loaded.Train(3));
        Assert.True(Same(first, second));
        Assert.False(Same(first, live.Generator));
    }

    [Fact]
    public void A_step_that_is_heard_again_finds_the_trainer_at_that_step()
    {
        _cell.Record(() => Trainer().Train(3));
        var (loaded, found) = (Trainer(), new List<int>());
        loaded.Stepped += _ => found.Add(loaded.Step);
        _cell.Load(() => loaded.Train(3));
        Assert.Equal([1, 2, 3], found);
    }

    [Fact]
    public void Other_code_another_length_and_other_settings_are_trained()
    {
        _cell.Record(() => Trainer().Train(2));
        _cell.Load(() => Trainer().Train(2), code: "changed");
        _cell.Load(() => Trainer().Train(1));
        _cell.Load(() => new GanTrainer(Generator(), Discriminator(), Points(), s_settings with { Seed = 8 }).Train(2));
        Assert.Equal(3, _shown.Count);
        Assert.StartsWith("Trained live, because the code has changed", _shown[0]);
        Assert.All(_shown[1..], line => Assert.StartsWith("Trained live, because it is set in another way", line));
    }

    public static TheoryData<string> Damages => ["cut", "empty", "text", "no steps", "no recording"];

    [Theory, MemberData(nameof(Damages))]
    public void A_damaged_file_is_told_in_a_line_and_the_training_is_done(string damage)
    {
        var live = Trainer();
        _cell.Record(() => live.Train(2));
        Damage(_cell.Files.Single(), damage);
        var trained = Trainer();
        _cell.Load(() => trained.Train(2));
        Assert.Equal(4, _learnt);
        Assert.True(Same(live, trained));
        Assert.StartsWith("Trained live, because its recording cannot be read", _shown.Single());
        Assert.DoesNotContain('\n', _shown.Single());
    }

    [Fact]
    public void Elsewhere_a_training_is_neither_recorded_nor_loaded()
    {
        _cell.Record(() => Trainer().Train(2));
        var before = File.ReadAllBytes(_cell.Files.Single());
        Trainer().Train(2);
        Assert.Equal(4, _learnt);
        Assert.Empty(_shown);
        Assert.Equal(before, File.ReadAllBytes(_cell.Files.Single()));
    }

    [Fact]
    public void A_training_that_is_stopped_leaves_no_file()
    {
        using var stop = new CancellationTokenSource();
        var trainer = Trainer();
        trainer.Stepped += _ => stop.Cancel();
        _cell.Record(() => Assert.Throws<OperationCanceledException>(() => trainer.Train(3, stop.Token)));
        Assert.Empty(_cell.Files);
    }

    [Fact]
    public void A_loaded_training_counts_as_long_as_it_took()
    {
        var trainer = Trainer();
        trainer.Stepped += _ => Thread.Sleep(300);
        _cell.Record(() => trainer.Train(1));
        var clock = new TrainingClock();
        _cell.Load(() => Trainer().Train(1));
        Assert.True(clock.Elapsed > TimeSpan.FromMilliseconds(300));
        Assert.True(new TrainingClock().Elapsed < clock.Elapsed);
    }

    private static void Damage(string file, string damage)
    {
        var notes = new Dictionary<string, string>(SafeTensors.LoadMetadata(file));
        var tensors = SafeTensors.Load(file);
        switch (damage)
        {
            case "cut": File.WriteAllBytes(file, File.ReadAllBytes(file)[..^10]); break;
            case "empty": File.WriteAllBytes(file, []); break;
            case "text": File.WriteAllText(file, "<html>\nno recording</html>"); break;
            case "no steps":
                notes["recording.steps"] = "[{";
                SafeTensors.Save(file, tensors, notes);
                break;
            default: SafeTensors.Save(file, tensors); break;
        }
    }

    private GanTrainer Trainer(string game = "Adam")
    {
        Seed.Everything(5);
        var settings = s_games[game];
        return new GanTrainer(Generator(), Discriminator(), Points(), settings with
        {
            GeneratorLoss = logits =>
            {
                _learnt++;
                return GanLoss.NonSaturating(logits);
            },
        });
    }

    private static Tensor Points()
    {
        using var generator = new Generator(1, CPU);
        return 2 * rand([8, 2, 1, 1], generator: generator) - 1;
    }

    private static nn.Module<Tensor, Tensor> Generator() =>
        nn.Sequential(nn.Linear(3, 8), nn.BatchNorm1d(8), nn.ReLU(), nn.Linear(8, 2), nn.Unflatten(1, [2, 1, 1]));

    private static nn.Module<Tensor, Tensor> Discriminator() =>
        nn.Sequential(nn.Flatten(), nn.Linear(2, 8), nn.ReLU(), nn.Linear(8, 1));

    private static bool Same(GanTrainer a, GanTrainer b) =>
        Same(a.Generator, b.Generator) && Same(a.Discriminator, b.Discriminator);

    private static bool Same(nn.Module a, nn.Module b) =>
        a.state_dict().Zip(b.state_dict()).All(pair => pair.First.Value.Same(pair.Second.Value));
}
