using System.Globalization;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// All that a training needs to go on later: both networks and their companions, what the optimizers remember, and the step's
/// number.
/// </summary>
internal static class GanTrainerState
{
    private const string StepKey = "step", BatchesKey = "batches";

    public static void Save(GanTrainer trainer, string path, IReadOnlyDictionary<string, string>? notes = null)
    {
        using var scope = NewDisposeScope();
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var tensors = Tensors(trainer);
        foreach (var (key, optimizer) in Own(trainer)) tensors[key] = OptimizerMemory.Save(optimizer);
        SafeTensors.Save(path, tensors, new Dictionary<string, string>(notes ?? new Dictionary<string, string>())
        {
            [StepKey] = $"{trainer.Step}",
            [BatchesKey] = $"{trainer.Algorithm.Play.Batches}",
        });
    }

    public static void Load(GanTrainer trainer, string path)
    {
        using var scope = NewDisposeScope();
        var notes = SafeTensors.LoadMetadata(path);
        if (Number(notes, StepKey) is not { } step)
            throw new InvalidDataException($"{path} holds no training to go on with: it was not saved by a GanTrainer.");

        var batches = Number(notes, BatchesKey) ?? step;
        var saved = new Dictionary<string, Tensor>(SafeTensors.Load(path));
        var own = Own(trainer).Select(one => (one.Optimizer, Memory: saved.GetValueOrDefault(one.Key))).ToArray();
        foreach (var (optimizer, memory) in own) OptimizerMemory.Check(optimizer, memory, path);
        foreach (var (key, _) in Own(trainer)) saved.Remove(key); // of no fixed size
        Checkpoint.Restore(saved, Tensors(trainer), path);
        foreach (var (optimizer, memory) in own) OptimizerMemory.Load(optimizer, memory!);
        trainer.Algorithm.Optimizers.G.Adam?.SetSteps(step);
        trainer.Algorithm.Optimizers.D.Adam?.SetSteps(batches);
        (trainer.Algorithm.Step, trainer.Algorithm.Play.Batches) = (step, batches);
    }

    private static int? Number(IReadOnlyDictionary<string, string> saved, string key) =>
        saved.TryGetValue(key, out var text)
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>The optimizers that the settings made, by their names in a file.</summary>
    private static IEnumerable<(string Key, optim.Optimizer Optimizer)> Own(GanTrainer trainer)
    {
        if (trainer.Algorithm.Optimizers.G.Own is { } ofG) yield return ("optimizer.generator", ofG);
        if (trainer.Algorithm.Optimizers.D.Own is { } ofD) yield return ("optimizer.discriminator", ofD);
    }

    private static Dictionary<string, Tensor> Tensors(GanTrainer trainer) => new(
        Checkpoint.WeightsOf("generator", trainer.Generator)
            .Concat(Checkpoint.WeightsOf("discriminator", trainer.Discriminator))
            .Concat(trainer.Companions.SelectMany((network, i) => Checkpoint.WeightsOf($"companion.{i}", network)))
            .Concat(Memory("adam.generator", trainer.Algorithm.Optimizers.G.Adam))
            .Concat(Memory("adam.discriminator", trainer.Algorithm.Optimizers.D.Adam)));

    /// <summary>Adam's running means of the gradients and of their squares, by the number of the weight.</summary>
    private static IEnumerable<KeyValuePair<string, Tensor>> Memory(string name, FusedAdam? adam) => adam is null ? []
        : adam.Means.SelectMany((mean, i) => new[]
        {
            KeyValuePair.Create($"{name}.{i}.mean", mean),
            KeyValuePair.Create($"{name}.{i}.square", adam.Squares[i]),
        });
}
