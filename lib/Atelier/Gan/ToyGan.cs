using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// A GAN in the plane, small enough that a training takes seconds: G makes points out of noise, D tells them from the points of a ring. It
/// runs on the CPU on any machine, since networks as small as these would wait for a GPU more than they would compute.
/// </summary>
public sealed class ToyGan : IDisposable
{
    /// <summary>Half of the side of the square in which the game is watched.</summary>
    public const double Extent = 3;

    private const int Latent = 8, Watched = 400, Grid = 36;
    private readonly Tensor watchedNoise, grid = MakeGrid();
    private readonly List<ToyGanFrame> history = [];
    private readonly Sequential G, D;
    private readonly optim.Optimizer optimizerG, optimizerD;
    private readonly LossGuard guard = new(kept: "G");
    private double lossD, lossG, gradientNorm;

    /// <summary>Makes two untrained networks.</summary>
    /// <param name="ring">where the real points come from</param>
    /// <param name="settings">the knobs</param>
    public ToyGan(RingOfGaussians ring, ToyGanSettings? settings = null)
    {
        (Ring, Settings) = (ring, settings ?? new());
        Require.LearningRate(Settings.LearningRateG, "ToyGanSettings.LearningRateG");
        Require.LearningRate(Settings.LearningRateD, "ToyGanSettings.LearningRateD");
        Seed.Everything(Settings.Seed);
        (G, D) = (Network(Latent, 2), Network(2, 1));
        optimizerG = Settings.PlainDescentOfG
            ? optim.SGD(G.parameters(), Settings.LearningRateG)
            : optim.Adam(G.parameters(), Settings.LearningRateG, Settings.Beta1);
        optimizerD = optim.Adam(D.parameters(), Settings.LearningRateD, Settings.Beta1);
        watchedNoise = randn(Watched, Latent).DetachFromDisposeScope();
        history.Add(Look());
    }

    /// <summary>Where the real points come from.</summary>
    public RingOfGaussians Ring { get; }

    /// <summary>The knobs.</summary>
    public ToyGanSettings Settings { get; }

    /// <summary>Steps of G done.</summary>
    public int Step { get; private set; }

    /// <summary>The moments that were kept, the untrained start first.</summary>
    public IReadOnlyList<ToyGanFrame> History => history;

    /// <summary>Trains for so many further steps of G, and keeps a frame of the training now and then.</summary>
    /// <param name="steps">steps of G</param>
    /// <param name="frames">frames to keep, evenly spread</param>
    /// <param name="watch">is handed each frame</param>
    /// <param name="cancellation">stops between two steps; everything learnt is kept</param>
    /// <exception cref="NotFiniteNumberException">A loss, or G's gradient, is NaN or infinite; no step by it was taken.</exception>
    public void Train(int steps, int frames = 24, Action<ToyGanFrame>? watch = null, CancellationToken cancellation = default)
    {
        Require.AtLeast(1, steps, "The number of steps");
        using var oneThread = new OneThread();
        for (var i = 1; i <= steps; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var k = 0; k < (Step == 0 ? Settings.HeadStartOfD : 0) + Settings.StepsOfD; k++) LearnD();
            LearnG();
            Step++;
            if ((long)i * frames / steps == (long)(i - 1) * frames / steps) continue;
            history.Add(Look());
            watch?.Invoke(history[^1]);
        }
    }

    /// <summary>The training's latest moment.</summary>
    public Picture Picture()
    {
        var now = history[^1];
        using var image = ToyGanPicture.Draw(now, Ring);
        return new(image, $"Step {now.Step}. {ToyGanPicture.Legend}", Describe(now));
    }

    /// <summary>Trains, and shows it in the running cell: a picture that moves, and in the end, or when it is stopped, a film to leaf through.</summary>
    /// <param name="steps">steps of G</param>
    /// <param name="title">the film's</param>
    /// <param name="cancellation">stops between two steps; everything learnt is kept</param>
    public void Play(int steps, string title, CancellationToken cancellation = default)
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
        foreach (var frame in history)
        {
            using var image = ToyGanPicture.Draw(frame, Ring);
            film.Add(image, Describe(frame));
        }

        return film;
    }

    private string Describe(ToyGanFrame frame) =>
        $"step {frame.Step}: {frame.Coverage.Modes} of {Ring.Modes} modes, {frame.Coverage.Near:p0} of G's points near a mode";

    private void LearnD()
    {
        using var scope = NewDisposeScope();
        var x = Ring.Sample(Settings.BatchSize);
        var fake = G.call(Noise()).detach();
        var loss = GanLoss.Discriminator(D.call(x), D.call(fake));
        if (Settings.Penalty > 0) loss = loss + Settings.Penalty / 2 * SquaredSlope(x);
        lossD = loss.item<float>();
        guard.Check(Step + 1, Settings.LearningRateD, ("lossD", lossD));
        Differentiate(loss, optimizerD);
        optimizerD.step();
    }

    private void LearnG()
    {
        using var scope = NewDisposeScope();
        var loss = Settings.GeneratorLoss(D.call(G.call(Noise())));
        Differentiate(loss, optimizerG);
        (lossG, gradientNorm) = (loss.item<float>(), GradientLength());
        guard.Check(Step + 1, Settings.LearningRateG, ("lossG", lossG), ("the length of lossG's gradient", gradientNorm));
        optimizerG.step();
    }

    /// <summary>E[‖∇D(x)‖²], which can itself be differentiated by D's weights.</summary>
    private Tensor SquaredSlope(Tensor x)
    {
        var at = x.detach().requires_grad_();
        var slope = autograd.grad([D.call(at).sum()], [at], retain_graph: true, create_graph: true)[0]; // [n, 2]
        return slope.square().sum(1).mean();
    }

    private static void Differentiate(Tensor loss, optim.Optimizer optimizer)
    {
        optimizer.zero_grad();
        loss.backward();
    }

    private double GradientLength() => Math.Sqrt(G.parameters().Sum(weight => weight.grad!.square().sum().item<float>()));

    private Tensor Noise() => randn(Settings.BatchSize, Latent);

    private ToyGanFrame Look()
    {
        using var scope = NewDisposeScope();
        var points = G.call(watchedNoise).detach().requires_grad_();
        var push = -autograd.grad([Settings.GeneratorLoss(D.call(points)) * Watched], [points])[0]; // undoes the mean: one point's own push
        var d = D.call(grid).sigmoid().detach().reshape(Grid, Grid);
        return new(Step, lossD, lossG, gradientNorm, Ring.Coverage(points), Pairs(points), Pairs(push), Table(d));
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

    private Sequential Network(int from, int to) => nn.Sequential(
        nn.Linear(from, Settings.Hidden), nn.ReLU(), nn.Linear(Settings.Hidden, Settings.Hidden), nn.ReLU(), nn.Linear(Settings.Hidden, to));

    /// <summary>Frees the networks and the optimizers' state.</summary>
    public void Dispose()
    {
        foreach (var part in new IDisposable[] { watchedNoise, grid, G, D, optimizerG, optimizerD }) part.Dispose();
    }
}
