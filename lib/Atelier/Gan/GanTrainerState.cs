using System.Globalization;
using TorchSharp.Modules;
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
        foreach (var state in States(trainer.Algorithm.Optimizers.AdamG)) state.step = step;
        foreach (var state in States(trainer.Algorithm.Optimizers.AdamD)) state.step = batches;
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
            .Concat(Memory("adam.generator", trainer.Algorithm.Optimizers.AdamG))
            .Concat(Memory("adam.discriminator", trainer.Algorithm.Optimizers.AdamD)));

    /// <summary>Adam's running means of the gradients and of their squares, by the number of the weight.</summary>
    private static IEnumerable<KeyValuePair<string, Tensor>> Memory(string name, Adam adam) =>
        States(adam).SelectMany((state, i) => new[]
        {
            KeyValuePair.Create($"{name}.{i}.mean", state.exp_avg),
            KeyValuePair.Create($"{name}.{i}.square", state.exp_avg_sq),
        });

    private static IEnumerable<Adam.State> States(Adam adam) => adam.state_dict().State.Cast<Adam.State>();
}
