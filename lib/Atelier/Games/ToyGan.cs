using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// A GAN in the plane, small enough that a training takes seconds: G makes points out of noise, D tells them from the points of a
/// ring. It runs on the CPU on any machine, since networks as small as these would wait for a GPU more than they would compute.
/// </summary>
public sealed class ToyGan : IDisposable
{
    /// <summary>Half of the side of the square in which the game is watched.</summary>
    public const double Extent = 3;

    private const int Watched = 400, Grid = 36;
    private readonly Tensor _watchedNoise, _grid = MakeGrid();
    private readonly List<ToyGanFrame> _frames = [];
    private readonly Sequential _g, _d;

    /// <summary>Makes two untrained networks.</summary>
    /// <param name="ring">where the real points come from</param>
    /// <param name="settings"><see cref="Usual"/>, or changed from it</param>
    /// <param name="hidden">width of the two hidden layers of each network</param>
    public ToyGan(RingOfGaussians ring, GanSettings? settings = null, int hidden = 64)
    {
        (Ring, var own) = (ring, settings ?? Usual);
        using (new OwnRandom((ulong)own.Seed))
        {
            (_g, _d) = (Network(own.LatentSize, 2, hidden), Network(2, 1, hidden));
            _watchedNoise = randn(Watched, own.LatentSize).DetachFromDisposeScope();
        }

        Trainer = new GanTrainer(_g, _d, ring.Sample, own);
        _frames.Add(Look());
    }

    /// <summary>The settings of a game in the plane, to change some of: <c>ToyGan.Usual with { StepsOfD = 3 }</c>.</summary>
    public static GanSettings Usual { get; } =
        new() { BatchSize = 256, LatentSize = 8, LearningRateG = 1e-3, LearningRateD = 1e-3, Seed = 1 };

    /// <summary>Where the real points come from.</summary>
    public RingOfGaussians Ring { get; }

    /// <summary>What trains the two networks, and keeps the losses of each step.</summary>
    public GanTrainer Trainer { get; }

    /// <summary>The moments that were kept, the untrained start first.</summary>
    public IReadOnlyList<ToyGanFrame> Frames => _frames;

    /// <summary>Trains for so many further steps of G, and keeps a frame of the training now and then.</summary>
    /// <param name="steps">steps of G</param>
    /// <param name="frames">frames to keep, evenly spread</param>
    /// <param name="watch">is handed each frame</param>
    /// <param name="cancellation">
    /// stops between two steps, and everything learnt is kept; by default a notebook's stop button
    /// </param>
    /// <exception cref="NotFiniteNumberException">
    /// A loss, or G's gradient, is NaN or infinite; no step by it was taken.
    /// </exception>
    public void Train(int steps, int frames = 24, Action<ToyGanFrame>? watch = null, CancellationToken? cancellation = null)
    {
        var first = Trainer.Step;
        void Watch(GanStep step)
        {
            long i = step.Step - first;
            if (i * frames / steps == (i - 1) * frames / steps) return;
            _frames.Add(Look());
            watch?.Invoke(_frames[^1]);
        }

        using var oneThread = new OneThread();
        Trainer.Stepped += Watch;
        try
        {
            Trainer.TrainNow(steps, cancellation); // never loaded: a frame wants the weights of its step
        }
        finally
        {
            Trainer.Stepped -= Watch;
        }
    }

    /// <summary>The training's latest moment.</summary>
    public Picture Picture()
    {
        var now = _frames[^1];
        using var image = ToyGanPicture.Draw(now, Ring);
        return new(image, $"Step {now.Step}. {ToyGanPicture.Legend}", Describe(now));
    }

    /// <summary>
    /// Trains, and shows it in the running cell: a picture that moves, and in the end, or when it is stopped, a film to leaf
    /// through.
    /// </summary>
    /// <param name="steps">steps of G</param>
    /// <param name="title">the film's</param>
    /// <param name="cancellation">as for <see cref="Train"/></param>
    public void Play(int steps, string title, CancellationToken? cancellation = null)
    {
        var view = LiveView.Show(Picture());
        try
        {
            Train(steps, watch: _ => view.Update(Picture()), cancellation: cancellation);
        }
        finally
        {
            view.Update(Film(title));
        }
    }

    /// <summary>All moments that were kept, to leaf through.</summary>
    public Filmstrip Film(string title)
    {
        var film = new Filmstrip($"{title}. {ToyGanPicture.Legend}");
        foreach (var frame in _frames)
        {
            using var image = ToyGanPicture.Draw(frame, Ring);
            film.Add(image, Describe(frame));
        }

        return film;
    }

    private string Describe(ToyGanFrame frame) =>
        $"step {frame.Step}: {frame.Coverage.Modes} of {Ring.Modes} modes, {frame.Coverage.Near:p0} of G's points near a mode";

    private ToyGanFrame Look()
    {
        using var scope = NewDisposeScope();
        var points = _g.call(_watchedNoise).detach().requires_grad_();
        var lossG = Trainer.Settings.GeneratorLoss(_d.call(points));
        var push = -autograd.grad([lossG * Watched], [points])[0]; // undoes the mean: one point's own push
        var d = _d.call(_grid).sigmoid().detach().reshape(Grid, Grid);
        return new(Trainer.Step, Ring.Coverage(points), Pairs(points), Pairs(push), Table(d));
    }

    private static (double X, double Y)[] Pairs(Tensor points) =>
        [.. points.detach().data<float>().Chunk(2).Select(pair => ((double)pair[0], (double)pair[1]))];

    private static double[,] Table(Tensor values)
    {
        var table = new double[Grid, Grid];
        var flat = values.data<float>();
        for (var i = 0; i < Grid * Grid; i++) table[i / Grid, i % Grid] = flat[i];
        return table;
    }

    /// <summary>[Grid * Grid, 2]: places over the square, row by row.</summary>
    private static Tensor MakeGrid()
    {
        using var scope = NewDisposeScope();
        var side = linspace(-Extent, Extent, Grid);
        var places = meshgrid([side, side], indexing: "xy");
        return stack([places[0].flatten(), places[1].flatten()], 1).DetachFromDisposeScope();
    }

    private static Sequential Network(int from, int to, int hidden) => nn.Sequential(
        nn.Linear(from, hidden), nn.ReLU(), nn.Linear(hidden, hidden), nn.ReLU(), nn.Linear(hidden, to));

    /// <summary>Frees the networks and the optimizers' state.</summary>
    public void Dispose()
    {
        foreach (var part in new IDisposable[] { _watchedNoise, _grid, _g, _d, Trainer }) part.Dispose();
    }
}
