using System.Globalization;
using static TorchSharp.torch;

namespace Atelier;

// What a recording keeps: the four networks, what the optimizers remember, and how many batches there were.
public sealed partial class CycleGanTrainer : IRecordable<CycleGanStep>
{
    private const string OptimizerG = "optimizer.G", OptimizerD = "optimizer.D", Batches = "batches";

    string IRecordable<CycleGanStep>.Plan =>
        $"from step {Step}; {_picturesA.shape[0]} and {_picturesB.shape[0]} pictures; {Settings}";

    void IRecordable<CycleGanStep>.Save(string path, IReadOnlyDictionary<string, string> notes)
    {
        using var scope = NewDisposeScope();
        SafeTensors.Save(path, new Dictionary<string, Tensor>(Weights())
        {
            [OptimizerG] = OptimizerMemory.Save(_optimizerG),
            [OptimizerD] = OptimizerMemory.Save(_optimizerD),
        }, new Dictionary<string, string>(notes) { [Batches] = $"{_batches}" });
    }

    // Not the pictures of earlier steps that the discriminators are shown again: a training that goes on collects new ones.
    void IRecordable<CycleGanStep>.Load(string path)
    {
        using var scope = NewDisposeScope();
        var batches = int.Parse(SafeTensors.LoadMetadata(path)[Batches], CultureInfo.InvariantCulture);
        var saved = new Dictionary<string, Tensor>(SafeTensors.Load(path));
        saved.Remove(OptimizerG, out var ofG);
        saved.Remove(OptimizerD, out var ofD);
        OptimizerMemory.Check(_optimizerG, ofG, path);
        OptimizerMemory.Check(_optimizerD, ofD, path);
        Checkpoint.Restore(saved, Weights(), path);
        OptimizerMemory.Load(_optimizerG, ofG!);
        OptimizerMemory.Load(_optimizerD, ofD!);
        _batches = batches;
    }

    void IRecordable<CycleGanStep>.Tell(CycleGanStep step) => Tell(step);

    private Dictionary<string, Tensor> Weights() => new(new (string Name, nn.Module Network)[]
    {
        ("G", _g), ("F", _f), ("DA", DA), ("DB", DB),
    }.SelectMany(one => Checkpoint.WeightsOf(one.Name, one.Network)));
}
