using System.Text;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>What one of TorchSharp's optimizers remembers, such as Adam's running means, as TorchSharp writes it.</summary>
internal static class OptimizerMemory
{
    /// <summary>Bytes, [n] uint8, that <see cref="Load"/> reads.</summary>
    /// <exception cref="InvalidOperationException">TorchSharp cannot write what this one remembers.</exception>
    public static Tensor Save(optim.Optimizer optimizer)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        Managed(optimizer).save_state_dict(writer);
        writer.Flush();
        return tensor(bytes.ToArray());
    }

    /// <summary>Checks, and changes nothing.</summary>
    /// <param name="optimizer">what is to remember</param>
    /// <param name="memory">what <see cref="Save"/> gave, or null where a file has nothing of the kind</param>
    /// <param name="path">the file</param>
    /// <exception cref="InvalidDataException">It is of another kind of optimizer.</exception>
    public static void Check(optim.Optimizer optimizer, Tensor? memory, string path)
    {
        var name = Encoding.UTF8.GetBytes(optimizer.GetType().Name);
        if (memory is null || memory.numel() <= name.Length || !memory.bytes[1..].StartsWith(name))
            throw new InvalidDataException($"{path} was not saved from a training by {optimizer.GetType().Name}.");
    }

    /// <summary>Remembers again what was saved.</summary>
    /// <param name="optimizer">of the same kind and for the same weights</param>
    /// <param name="memory">what <see cref="Save"/> gave</param>
    public static void Load(optim.Optimizer optimizer, Tensor memory)
    {
        using var scope = NewDisposeScope();
        using var reader = new BinaryReader(new MemoryStream(memory.bytes.ToArray()));
        Managed(optimizer).load_state_dict(reader);
        scope.Detach([.. scope.DisposablesView]); // what it had not made yet, such as a momentum
    }

    private static OptimizerHelper Managed(optim.Optimizer optimizer) => optimizer as OptimizerHelper
        ?? throw new InvalidOperationException(
            $"TorchSharp cannot save what {optimizer.GetType().Name} remembers: no training by it can be saved.");
}
