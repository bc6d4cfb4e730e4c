using System.Globalization;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// All that a training needs to go on later: both networks, what Adam remembers of each, and the step's number.
/// </summary>
internal static class GanTrainerState
{
    private const string StepKey = "step", BatchesKey = "batches";

    public static void Save(GanTrainer trainer, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        SafeTensors.Save(path, Tensors(trainer), new Dictionary<string, string>
        {
            [StepKey] = $"{trainer.Step}",
            [BatchesKey] = $"{trainer.Algorithm.Play.Batches}",
        });
    }

    public static void Load(GanTrainer trainer, string path)
    {
        using var scope = NewDisposeScope();
        var saved = SafeTensors.LoadMetadata(path);
        if (Number(saved, StepKey) is not { } step)
            throw new InvalidDataException($"{path} holds no training to go on with: it was not saved by a GanTrainer.");

        var batches = Number(saved, BatchesKey) ?? step;
        Checkpoint.Restore(SafeTensors.Load(path), Tensors(trainer), path);
        trainer.Algorithm.Optimizers.G.Adam.SetSteps(step);
        trainer.Algorithm.Optimizers.D.Adam.SetSteps(batches);
        (trainer.Algorithm.Step, trainer.Algorithm.Play.Batches) = (step, batches);
    }

    private static int? Number(IReadOnlyDictionary<string, string> saved, string key) =>
        saved.TryGetValue(key, out var text)
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static Dictionary<string, Tensor> Tensors(GanTrainer trainer) => new(
        Checkpoint.WeightsOf("generator", trainer.Generator)
            .Concat(Checkpoint.WeightsOf("discriminator", trainer.Discriminator))
            .Concat(Memory("adam.generator", trainer.Algorithm.Optimizers.G.Adam))
            .Concat(Memory("adam.discriminator", trainer.Algorithm.Optimizers.D.Adam)));

    /// <summary>Adam's running means of the gradients and of their squares, by the number of the weight.</summary>
    private static IEnumerable<KeyValuePair<string, Tensor>> Memory(string name, FusedAdam adam) =>
        adam.Means.SelectMany((mean, i) => new[]
        {
            KeyValuePair.Create($"{name}.{i}.mean", mean),
            KeyValuePair.Create($"{name}.{i}.square", adam.Squares[i]),
        });
}
