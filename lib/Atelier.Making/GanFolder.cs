using TorchSharp;

namespace Atelier.Making;

/// <summary>
/// Where a GAN's training goes on from: a folder beside its checkpoint, with the trainer's state, the running mean of G's
/// weights, and pictures of what was drawn on the way.
/// </summary>
/// <param name="checkpoint">the file that the training makes</param>
/// <param name="trainer">the training; not owned</param>
/// <param name="average">the mean; not owned</param>
internal sealed class GanFolder(string checkpoint, GanTrainer trainer, WeightAverage average) : IDisposable
{
    private readonly string _folder = Path.ChangeExtension(checkpoint, ".training");
    private readonly torch.Tensor _z = Latent.Sample(64, seed: 0);

    /// <summary>The file with the trainer's state.</summary>
    public string State => Path.Combine(_folder, "state.safetensors");

    private string Average => Path.Combine(_folder, "average.safetensors");

    /// <summary>Goes on with what <see cref="Save"/> kept, where it kept something.</summary>
    public void Resume()
    {
        if (!File.Exists(State)) return;
        trainer.Load(State);
        average.Load(Average);
    }

    /// <summary>Keeps the training as it is.</summary>
    public void Save()
    {
        trainer.Save(State);
        average.Save(Average);
    }

    /// <summary>Draws the same 64 latent vectors each time.</summary>
    /// <param name="generator">what draws them</param>
    /// <param name="name">the picture's file, without its ending</param>
    public void Draw(torch.nn.Module<torch.Tensor, torch.Tensor> generator, string name)
    {
        using var scope = torch.NewDisposeScope();
        var digits = new Picture(generator.Sample(_z), $"{name}.", "Digits by the generator.");
        File.WriteAllBytes(Path.Combine(_folder, $"{name}.png"), digits.ToPng());
    }

    public void Dispose() => _z.Dispose();
}
