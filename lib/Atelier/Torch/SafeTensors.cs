using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// Reads and writes safetensors files: eight bytes with the header's length, a JSON header that says where each tensor lies, then
/// the tensors' bytes. Nothing in such a file can run, and nothing is read before the whole header has been checked.
/// Source: <see href="https://github.com/huggingface/safetensors#format"/>.
/// </summary>
/// <remarks>
/// Our own: TorchSharp has none, VGG's file is read in part, and a file that anybody may have written is checked
/// before it is read.
/// </remarks>
public static class SafeTensors
{
    /// <summary>Reads tensors.</summary>
    /// <param name="path">a .safetensors file</param>
    /// <param name="wanted">which names to read, all of them without it; what is not wanted is not read from the disk</param>
    /// <returns>name → tensor on the CPU, of the shape and type in the file; the caller owns them</returns>
    /// <exception cref="InvalidDataException">The file is no safetensors file, or not whole.</exception>
    public static IReadOnlyDictionary<string, Tensor> Load(string path, Func<string, bool>? wanted = null)
    {
        using var file = File.OpenRead(path);
        return Load(file, path, wanted ?? (_ => true));
    }

    internal static Dictionary<string, Tensor> Load(Stream file, string name, Func<string, bool> wanted)
    {
        using var scope = NewDisposeScope();
        var header = SafeTensorsHeader.Read(file, name);
        var tensors = new Dictionary<string, Tensor>();
        foreach (var entry in header.Entries.Where(entry => wanted(entry.Name)))
        {
            var tensor = empty(entry.Shape, entry.Type);
            file.Position = header.Length + entry.Begin;
            file.ReadExactly(tensor.bytes);
            tensors.Add(entry.Name, tensor.MoveToOuterDisposeScope());
        }
        return tensors;
    }

    /// <summary>Reads the text that a file carries beside its tensors.</summary>
    /// <param name="path">a .safetensors file</param>
    /// <exception cref="InvalidDataException">The file is no safetensors file, or not whole.</exception>
    public static IReadOnlyDictionary<string, string> LoadMetadata(string path)
    {
        using var file = File.OpenRead(path);
        return SafeTensorsHeader.Read(file, path).Metadata;
    }

    /// <summary>Writes tensors. The file appears under its name only once it is whole; one that was there is replaced.</summary>
    /// <param name="path">a .safetensors file; its folder is made where there is none</param>
    /// <param name="tensors">name → tensor, on any device and in any memory layout</param>
    /// <param name="metadata">text to keep beside them, such as the settings of a training run</param>
    public static void Save(
        string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null) =>
        PartFile.Write(path, file => Write(file, tensors, metadata ?? new Dictionary<string, string>()));

    private static void Write(
        FileStream file, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        var header = SafeTensorsHeader.Describe(tensors, metadata);
        file.Write(header.ToBytes());
        foreach (var entry in header.Entries)
        {
            using var scope = NewDisposeScope();
            file.Write(tensors[entry.Name].detach().cpu().contiguous().bytes);
        }
    }
}
