using Spectre.Console;
using TorchSharp;

namespace Atelier.Making;

/// <summary>
/// A training of CycleGAN between MNIST and digits over photographs, for so many minutes, that can be stopped and resumed. The
/// learning rate is constant over the first half and then falls to zero, as in the paper; what is kept is the running mean of the
/// translators' weights.
/// </summary>
internal sealed class CycleGanTraining : IDisposable
{
    private const int Pictures = 30_000;
    private const double SecondsBetweenExams = 20;

    private readonly string _file;
    private readonly CycleGan _networks, _averaged;
    private readonly DigitDomains _domains;
    private readonly CycleGanTrainer _trainer;
    private readonly WeightAverage _average;
    private readonly TranslationExam _exam = new(count: 1000);
    private readonly TimedTraining _loop = new(falling: 0.5, SecondsBetweenExams);

    /// <param name="settings">weights of the losses, batch, rate and seed</param>
    /// <param name="width">of the translators</param>
    /// <param name="blocks">of the translators</param>
    /// <param name="file">the checkpoint to write; the state goes beside it</param>
    /// <param name="resume">whether to go on with the state that is there; the order of the pictures is then another</param>
    public CycleGanTraining(CycleGanSettings settings, int width, int blocks, string file, bool resume)
    {
        _file = file;
        var goesOn = resume && File.Exists(State);
        if (goesOn)
            _loop.Resume(State);
        var seed = settings.Seed + _loop.Steps;
        Seed.Everything(seed);
        _networks = new CycleGan(width, blocks).to(Compute.Device);
        _averaged = new CycleGan(width, blocks).to(Compute.Device);
        using var mnist = Mnist.Train();
        _domains = DigitDomains.Of(mnist, (int)Math.Min(Pictures, mnist.Count / 2), settings.Seed);
        _trainer = new CycleGanTrainer(_networks, _domains.A, _domains.B, settings with { Seed = seed });
        foreach (var (name, network) in goesOn ? Parts : [])
            Checkpoint.Load(State, name, network);
        _average = new WeightAverage(_networks);
    }

    private string State => Path.ChangeExtension(_file, ".training.safetensors");

    private (string, torch.nn.Module)[] Parts => [("cyclegan", _networks), ("DA", _trainer.DA), ("DB", _trainer.DB)];

    /// <param name="minutes">to have trained in the end</param>
    /// <param name="cancellation">stops between two steps</param>
    /// <returns>the command's exit code</returns>
    public int Run(double minutes, CancellationToken cancellation)
    {
        AnsiConsole.WriteLine(
            $"{Compute.Description}: {_domains.A.shape[0]:n0} pictures of each kind, {_networks.parameters().Sum(w => w.numel()):n0} weights; "
            + $"B as it is, grey, is read at {_exam.Untranslated():p1}");
        return new LongTraining(State, SaveState).Run(
            "CycleGAN", (int)Math.Ceiling(60 * minutes), bar => Train(60 * minutes, bar, cancellation), SaveMean);
    }

    public void Dispose()
    {
        foreach (var part in new IDisposable[] { _trainer, _networks, _averaged, _domains, _average, _exam })
            part.Dispose();
    }

    private void Train(double seconds, ProgressTask bar, CancellationToken cancellation) => _loop.Run(
        seconds,
        bar,
        share =>
        {
            _trainer.LearningRate = _trainer.Settings.LearningRate * share;
            _trainer.Train(1, cancellation);
            _average.Update();
        },
        () =>
        {
            SaveState();
            AnsiConsole.WriteLine($"{_loop.Seconds,6:f0} s, step {_loop.Steps}: {Marks()}; {Losses()}");
        });

    private string Marks()
    {
        _average.CopyTo(_averaged);
        return $"B → A read at {_exam.Accuracy(_averaged.F):p1}, class kept A → B → A {_exam.Kept(_averaged.G, _averaged.F):p1}";
    }

    private string Losses()
    {
        var step = _trainer.History[^1];
        return $"lossD {step.LossD:f3}, lossG {step.LossG:f3}, cycles {step.CycleA:f3} and {step.CycleB:f3}, identity {step.Identity:f3}";
    }

    private void SaveMean()
    {
        var metadata = new Dictionary<string, string> { ["steps"] = $"{_loop.Steps}", ["marks"] = Marks() };
        Checkpoint.Save(_file, [("cyclegan", _averaged)], torch.float16, metadata);
        File.Delete(State);
        AnsiConsole.WriteLine($"{_file}: {new FileInfo(_file).Length / 1e6:f2} MB after {_loop.Steps} steps; {metadata["marks"]}");
    }

    private void SaveState() => Checkpoint.Save(State, Parts, metadata: _loop.State);
}
