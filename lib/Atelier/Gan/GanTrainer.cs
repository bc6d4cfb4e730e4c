using System.Diagnostics;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// Trains a generator G against a discriminator D: algorithm 1 of Goodfellow et al. 2014 (arXiv:1406.2661). Its settings make the
/// other games of the family out of it: other losses, optimizers, penalties, numbers of steps.
/// This is the loop; <see cref="GanAlgorithm"/> is one step. It prints nothing: listen to <see cref="Stepped"/> and
/// <see cref="EpochEnded"/>, or read <see cref="History"/>.
/// </summary>
public sealed class GanTrainer : IDisposable, IRecordable<GanStep>
{
    private readonly List<GanStep> _history = [];
    private readonly Stopwatch _clock = new();

    /// <summary>Makes a trainer of two networks, which it uses but does not own, for images in memory.</summary>
    /// <param name="generator">G: [m, 100] → images like those below, in −1 … 1</param>
    /// <param name="discriminator">D: images → logits, [m, 1]</param>
    /// <param name="images">[N, C, H, W] bytes 0 … 255, or float32 already in −1 … 1; at least one batch of them, not to be
    /// changed meanwhile</param>
    /// <param name="settings">the DCGAN paper's by default</param>
    /// <exception cref="ArgumentException">
    /// The images, the settings or the networks do not fit; the message says what would.
    /// </exception>
    public GanTrainer(
        nn.Module<Tensor, Tensor> generator, nn.Module<Tensor, Tensor> discriminator, Tensor images, GanSettings? settings = null)
        : this(generator, discriminator, settings ?? new(),
            (own, device) => RealExamples.Of(GanInput.Check(generator, discriminator, images, own), own, device))
    {
    }

    /// <summary>
    /// Makes a trainer of two networks, which it uses but does not own, for examples that are drawn without end.
    /// </summary>
    /// <param name="generator">G: [m, z] → examples like those below</param>
    /// <param name="discriminator">D: examples → logits, [m, 1]</param>
    /// <param name="draw">draws so many real examples with a generator of random numbers; asked for one batch ahead</param>
    /// <param name="settings">the DCGAN paper's by default</param>
    public GanTrainer(
        nn.Module<Tensor, Tensor> generator, nn.Module<Tensor, Tensor> discriminator, Func<int, Generator, Tensor> draw,
        GanSettings? settings = null)
        : this(generator, discriminator, settings ?? new(), (own, device) => RealExamples.Of(draw, own, device))
    {
    }

    private GanTrainer(
        nn.Module<Tensor, Tensor> generator, nn.Module<Tensor, Tensor> discriminator, GanSettings settings,
        Func<GanSettings, Device, RealExamples> real)
    {
        GanInput.Check(settings);
        Algorithm = new GanAlgorithm(new GanPlay(generator, discriminator, settings, real));
    }

    /// <summary>After each step, with its losses.</summary>
    public event Action<GanStep>? Stepped;

    /// <summary>After each pass through the images, with the last step's losses.</summary>
    public event Action<GanStep>? EpochEnded;

    /// <summary>G.</summary>
    public nn.Module<Tensor, Tensor> Generator => Algorithm.Play.Generator;

    /// <summary>D.</summary>
    public nn.Module<Tensor, Tensor> Discriminator => Algorithm.Play.Discriminator;

    /// <summary>
    /// How it trains. Change it and go on (<c>trainer.Settings = trainer.Settings with { LearningRateG = 1e-4 }</c>): learning
    /// rates, losses, penalty and numbers of steps hold from the next step on.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// What makes the batches or the optimizers is another: that needs a new trainer.
    /// </exception>
    public GanSettings Settings
    {
        get => Algorithm.Play.Settings;
        set
        {
            GanInput.CheckChange(Settings, value);
            Algorithm.Change(value);
        }
    }

    /// <summary>Steps of G done so far.</summary>
    public int Step => Algorithm.Step;

    /// <summary>All steps that this trainer has done, the first one first.</summary>
    public IReadOnlyList<GanStep> History => _history;

    /// <summary>
    /// Steps in one pass through the images; images that do not fill a last batch wait for the next pass, in another order. 0
    /// where they are drawn without end.
    /// </summary>
    public int StepsPerEpoch => Algorithm.Play.BatchesPerEpoch / Math.Max(1, Settings.StepsOfD);

    /// <summary>
    /// Networks that a listener of <see cref="Stepped"/> changes with G, such as a running mean of its weights: they are saved
    /// and loaded with the training.
    /// </summary>
    public ICollection<nn.Module> Companions { get; } = [];

    internal GanAlgorithm Algorithm { get; }

    /// <summary>Trains for so many further steps. Call it again to go on.</summary>
    /// <param name="steps">number of steps of G</param>
    /// <param name="cancellation">stops between two steps, and everything learnt is kept; by default a notebook's stop
    /// button</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="NotFiniteNumberException">
    /// A loss is NaN or infinite. Neither network has taken a step by such a loss. (What BatchNorm counts, it counts before there
    /// is a loss.)
    /// </exception>
    public void Train(int steps, CancellationToken? cancellation = null) =>
        RecordedCell.Train(this, steps, () => TrainNow(steps, cancellation));

    /// <summary>Trains, whatever a cell's run says of recorded trainings.</summary>
    /// <returns>the steps that were done</returns>
    internal IEnumerable<GanStep> TrainNow(int steps, CancellationToken? cancellation)
    {
        var before = _history.Count;
        _clock.Reset();
        Repeat(steps, cancellation, done =>
        {
            _clock.Start();
            var step = Algorithm.Learn();
            _clock.Stop();
            Tell(step with { ImagesPerSecond = done * Settings.BatchSize / _clock.Elapsed.TotalSeconds });
        });
        return _history.Skip(before);
    }

    private void Tell(GanStep step)
    {
        _history.Add(step);
        Stepped?.Invoke(step);
        if (StepsPerEpoch > 0 && step.Step % StepsPerEpoch == 0) EpochEnded?.Invoke(step);
    }

    /// <summary>
    /// Trains D alone for so many steps: a D that is ahead. They are no steps of the training, and are not in its history.
    /// </summary>
    /// <param name="steps">number of steps of D</param>
    /// <param name="cancellation">as for <see cref="Train"/></param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="NotFiniteNumberException">lossD is NaN or infinite; D has taken no step by it.</exception>
    public void TrainDiscriminator(int steps, CancellationToken? cancellation = null) =>
        Repeat(steps, cancellation, _ => Algorithm.LearnToTell());

    /// <summary>
    /// Saves the training so that <see cref="Load"/> goes on from here: networks, what the optimizers remember, and the step's
    /// number.
    /// </summary>
    /// <param name="path">where to, ending in .safetensors; the file appears only when it is whole</param>
    /// <exception cref="InvalidOperationException">The settings make an optimizer that TorchSharp cannot save.</exception>
    public void Save(string path) => GanTrainerState.Save(this, path);

    /// <summary>
    /// Goes back to what was saved. With the same images and settings the training goes on exactly as it would have without the
    /// break.
    /// </summary>
    /// <param name="path">a file that <see cref="Save"/> wrote</param>
    /// <exception cref="InvalidDataException">The file is damaged, or is of other networks; nothing was changed.</exception>
    /// <exception cref="InvalidOperationException">The settings make an optimizer that TorchSharp cannot save.</exception>
    public void Load(string path) => GanTrainerState.Load(this, path);

    private void Repeat(int steps, CancellationToken? cancellation, Action<int> step)
    {
        Require.AtLeast(1, steps, "The number of steps");
        var stop = cancellation ?? RunningCell.Cancellation;
        Generator.train();
        Discriminator.train();
        for (var done = 1; done <= steps; done++)
        {
            stop.ThrowIfCancellationRequested();
            step(done);
        }
    }

    string IRecordable<GanStep>.Plan => $"from step {Step}; {Algorithm.Play.BatchesPerEpoch} batches an epoch; {Settings}";

    void IRecordable<GanStep>.Save(string path, IReadOnlyDictionary<string, string> notes) =>
        GanTrainerState.Save(this, path, notes);

    void IRecordable<GanStep>.Load(string path)
    {
        Load(path);
        Generator.train();
        Discriminator.train();
    }

    void IRecordable<GanStep>.Tell(GanStep step)
    {
        Algorithm.Step = step.Step;
        Tell(step);
    }

    /// <summary>Frees the order of the images and the optimizers' state; G, D and the images stay with their owner.</summary>
    public void Dispose() => Algorithm.Dispose();
}
