using static TorchSharp.torch;

namespace Atelier.Tests.Games;

[Collection(nameof(Torch.Alone))]
public sealed class ToyGanTests
{
    private const int Narrow = 16;
    private static readonly GanSettings s_quick = ToyGan.Usual with { BatchSize = 64 };

    [Fact]
    public void A_fair_game_covers_the_ring()
    {
        using var game =
            new ToyGan(new(), ToyGan.Usual with { LearningRateD = 2e-3, LearningRateG = 2e-3, Penalty = R1Penalty.Of(0.3) });
        game.Train(700, frames: 2);
        Assert.Equal(0, game.Frames[0].Coverage.Modes);
        Assert.Equal(8, game.Frames[^1].Coverage.Modes);
        Assert.True(game.Frames[^1].Coverage.Near > 0.5);
    }

    [Fact]
    public void A_d_far_ahead_starves_a_saturating_g_and_feeds_the_other()
    {
        var starved = Play(GanLoss.Saturating);
        var fed = Play(GanLoss.NonSaturating);
        Assert.True(starved.GradientG < 0.01, $"{starved.GradientG}");
        Assert.True(fed.GradientG > 100 * starved.GradientG, $"{fed.GradientG}");

        static GanStep Play(Func<Tensor, Tensor> loss)
        {
            using var game = new ToyGan(new(), ToyGan.Usual with
            {
                GeneratorLoss = loss,
                LearningRateG = 0.02,
                OptimizerG = (weights, rate) => optim.SGD(weights, rate),
            });
            game.Trainer.TrainDiscriminator(400);
            game.Train(5, frames: 1);
            return game.Trainer.History[^1];
        }
    }

    [Fact]
    public void The_same_seed_plays_the_same_game()
    {
        Assert.Equal(Last(1).Points, Last(1).Points);
        Assert.NotEqual(Last(1).Points, Last(2).Points);

        static ToyGanFrame Last(int seed)
        {
            using var game = new ToyGan(new(), s_quick with { Seed = seed, Penalty = R1Penalty.Of(0.1) }, Narrow);
            game.Train(5);
            return game.Frames[^1];
        }
    }

    [Fact]
    public void Frames_are_evenly_spread_and_handed_on()
    {
        using var game = new ToyGan(new(), s_quick, Narrow);
        var seen = new List<int>();
        game.Train(20, frames: 4, frame => seen.Add(frame.Step));
        Assert.Equal([5, 10, 15, 20], seen);
        Assert.Equal([0, 5, 10, 15, 20], game.Frames.Select(frame => frame.Step));
        game.Train(7, frames: 3);
        Assert.Equal([23, 25, 27], game.Frames.Skip(5).Select(frame => frame.Step));
        game.Train(2, frames: 5);
        Assert.Equal([28, 29], game.Frames.Skip(8).Select(frame => frame.Step));
    }

    [Fact]
    public void Arrows_point_up_the_slope_of_d()
    {
        using var game = new ToyGan(new(), s_quick, Narrow);
        game.Trainer.TrainDiscriminator(200);
        game.Train(1);
        var frame = game.Frames[^1];

        // Both losses of G fall where D(x) grows: a short way along its arrow, D of the grid must not be lower.
        var uphill = frame.Points.Zip(frame.Arrows)
            .Count(pair => D(frame, Moved(pair.First, pair.Second)) > D(frame, pair.First));
        Assert.True(uphill > 0.95 * frame.Points.Length, $"{uphill} of {frame.Points.Length}");

        static (double X, double Y) Moved((double X, double Y) from, (double X, double Y) push)
        {
            var length = Math.Sqrt(push.X * push.X + push.Y * push.Y);
            return (from.X + 0.3 * push.X / length, from.Y + 0.3 * push.Y / length);
        }

        static double D(ToyGanFrame frame, (double X, double Y) at) => ToyGanPicture.Interpolate(frame.D, at.X, at.Y);
    }

    [Fact]
    public void It_can_be_stopped_between_two_steps_and_goes_on()
    {
        using var game = new ToyGan(new(), s_quick, Narrow);
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => game.Train(100, frames: 100, frame => stop.Cancel(), stop.Token));
        Assert.Equal(1, game.Trainer.Step);
        game.Train(2);
        Assert.Equal(3, game.Trainer.Step);
    }

    [Fact]
    public void A_game_that_is_shown_moves_and_ends_as_a_film()
    {
        var shown = new List<object>();
        AppContext.SetData("Atelier.Display", (object value) =>
        {
            shown.Add(value);
            return (Action<object>)shown.Add;
        });
        try
        {
            using var game = new ToyGan(new(), s_quick, Narrow);
            game.Play(2, "Two steps");
        }
        finally
        {
            AppContext.SetData("Atelier.Display", null);
        }

        Assert.Equal([typeof(Picture), typeof(Picture), typeof(Picture), typeof(Filmstrip)],
            shown.Select(value => value.GetType()));
    }

    [Fact]
    public void The_picture_shows_points_modes_and_ground_where_they_are()
    {
        using var scope = NewDisposeScope();
        var ring = new RingOfGaussians();
        var d = new double[2, 2] { { 0, 0 }, { 1, 1 } }; // low at the bottom, high at the top
        var frame = new ToyGanFrame(0, new(0, 0, []), [(1, 1)], [(0, 0)], d);
        var image = ToyGanPicture.Draw(frame, ring);

        Assert.Equal([3, 440, 440], image.shape);
        Assert.True(At(1, 1).Max() < 0.2, "a dot at (1, 1)");
        Assert.True(At(0, 2.9) is [< 0.7f, _, > 0.9f], "blue at the top");
        Assert.True(At(0, -2.9) is [> 0.9f, _, < 0.5f], "orange at the bottom");
        Assert.True(At(2 + 3 * ring.Sigma, 0) is [< 0.4f, > 0.4f, < 0.6f], "a green ring around (2, 0)");

        float[] At(double x, double y) => image[.., (int)((1 - y / 3) / 2 * 440), (int)((x / 3 + 1) / 2 * 440)].data<float>()
            .ToArray();
    }

    [Fact]
    public void Training_and_drawing_leave_no_tensors_behind()
    {
        using var game = new ToyGan(new(), s_quick with { Penalty = R1Penalty.Of(0.1) }, Narrow);
        game.Train(3);
        var live = LiveTensors.Count();
        game.Train(5);
        game.Picture();
        game.Film("a game");
        Assert.Equal(live, LiveTensors.Count());
    }

    [Fact]
    public void A_disposed_game_leaves_no_more_than_its_bare_layers_do()
    {
        // TorchSharp's own Linear leaves two tensors behind; each network has three of them.
        var bare = Left(() =>
        {
            for (var i = 0; i < 6; i++) nn.Linear(2, 2).Dispose();
        });
        Assert.Equal(bare, Left(() =>
        {
            using var game = new ToyGan(new(), s_quick, Narrow);
            game.Train(2);
        }));

        static long Left(Action work)
        {
            var before = LiveTensors.Count();
            work();
            return LiveTensors.Count() - before;
        }
    }
}
