using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Atelier.Making;

/// <summary>
/// Trains a small network to see what a large one sees (distillation, Hinton et al. 2015, arXiv:1503.02531): pieces of
/// pictures go through both, and the small one's weights follow the gradient of the relative error of its features. It prints
/// nothing: listen to <see cref="Stepped"/>.
/// </summary>
internal sealed class VggDistillation : IDisposable
{
    /// <summary>Where features are compared: the layers of style transfer.</summary>
    public static IReadOnlyList<string> Taps { get; } = ["relu1_1", "relu2_1", "relu3_1", "relu4_1", "relu4_2", "relu5_1"];

    private const int WarmUp = 20;
    private const float MostNoise = 0.1f;

    private readonly Vgg19 _teacher;
    private readonly VggInput _input;
    private readonly Dictionary<string, Parameter> _student;
    private readonly RandomCrops _crops;
    private readonly Adam _adam;
    private readonly double _learningRate;
    private readonly int _batchSize;
    private readonly int _steps;
    private readonly int _done;
    private readonly LossGuard _guard = new(kept: "The student");

    /// <summary>Prepares a training.</summary>
    /// <param name="teacher">the network to learn from; the caller keeps it</param>
    /// <param name="student">
    /// the weights to begin with, with as many channels as the teacher's at every tap that it has; copied
    /// </param>
    /// <param name="pictures">[3, H, W] each, RGB in 0 … 1, at least as large as a piece</param>
    /// <param name="steps">how long the training is going to be: the learning rate falls to 0 by then, along a cosine</param>
    /// <param name="done">how much of it was done before; Adam begins anew then, with another warm-up</param>
    /// <param name="batchSize">pieces in a step</param>
    /// <param name="cropSize">height and width of a piece</param>
    /// <param name="learningRate">Adam's, after a short warm-up</param>
    public VggDistillation(
        Vgg19 teacher, VggWeights student, IReadOnlyList<Tensor> pictures, int steps, int done = 0, int batchSize = 4,
        int cropSize = 128, double learningRate = 2e-4)
    {
        Require.AtLeast(1, steps, "The number of steps");
        Require.AtLeast(1, batchSize, "The number of pieces in a step");
        (_teacher, _input, _steps, _done, Step) = (teacher, student.Input, steps, done, done);
        (_batchSize, _learningRate) = (batchSize, Require.LearningRate(learningRate));
        _student = student.Tensors.ToDictionary(
            pair => pair.Key,
            pair => (Parameter)new Parameter(pair.Value.to(float32, teacher.Device, copy: true)).DetachFromDisposeScope());
        _crops = new RandomCrops(pictures, cropSize, seed: 1);
        _adam = optim.Adam(_student.Values, learningRate);
    }

    /// <summary>After each step: its number, and the relative error at each tap that the student has.</summary>
    public event Action<int, IReadOnlyList<float>>? Stepped;

    /// <summary>Steps done so far, those of earlier trainings included.</summary>
    public int Step { get; private set; }

    /// <summary>The student's weights as they are now.</summary>
    /// <returns>copies on the CPU; the caller owns them</returns>
    public VggWeights Weights()
    {
        using var noGradients = no_grad();
        return Student(weight => weight.detach().to(CPU, copy: true));
    }

    /// <summary>Trains to the end.</summary>
    /// <param name="cancellation">stops between two steps; what is learnt is kept</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="NotFiniteNumberException">An error is NaN or infinite; the student has taken no step by it.</exception>
    public void Run(CancellationToken cancellation = default)
    {
        while (Step < _steps)
        {
            cancellation.ThrowIfCancellationRequested();
            var errors = Learn();
            Step++;
            Stepped?.Invoke(Step, errors);
        }
    }

    private VggWeights Student(Func<Parameter, Tensor> take) =>
        new("compact VGG", _input, _student.ToDictionary(pair => pair.Key, pair => take(pair.Value)));

    private float[] Learn()
    {
        using var scope = NewDisposeScope();
        using var network = new Vgg19(Student(weight => weight), device: _teacher.Device);
        string[] taps = [.. Taps.Where(network.Layers.Contains)];
        var pieces = Pieces();
        var (wanted, seen) = (_teacher.Features(pieces, taps), network.Features(pieces, taps));
        var errors = stack([.. taps.Select(tap => StyleLoss.Content(seen[tap], wanted[tap]))]);

        _adam.zero_grad();
        errors.sum().backward();
        // The only wait for the device in a step, before the weights move: they never follow an error that is no number.
        var values = errors.detach().cpu().data<float>().ToArray();
        _guard.Check(Step + 1, LearningRate(), [.. taps.Zip(values, (tap, value) => ($"the error at {tap}", (double)value))]);
        _adam.ParamGroups.First().LearningRate = LearningRate();
        _adam.step();
        return values;
    }

    /// <summary>Half of them with noise: a painting in the making is noisy, and has to be seen as well.</summary>
    private Tensor Pieces()
    {
        using var random = new Generator((ulong)Step, CPU); // The same pieces and noise at a step, however often it was stopped.
        var pieces = _crops.Batch(Step, _batchSize);
        var noise = MostNoise * rand([_batchSize, 1, 1, 1], generator: random) * randn(pieces.shape, generator: random);
        var half = rand([_batchSize, 1, 1, 1], generator: random) < 0.5;
        return (pieces + noise * half).clamp(0, 1).to(_teacher.Device);
    }

    private double LearningRate() =>
        _learningRate * Math.Min(1, (Step - _done + 1.0) / WarmUp) * (1 + Math.Cos(Math.PI * Step / _steps)) / 2;

    /// <summary>Frees the student and Adam's state; the teacher stays with its owner.</summary>
    public void Dispose()
    {
        _adam.Dispose();
        foreach (var weight in _student.Values)
            weight.Dispose();
    }
}
