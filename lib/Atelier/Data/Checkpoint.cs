using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// Networks' weights in safetensors files. A file can hold several networks; the weights of each are named after it, as in
/// <c>generator.layers.project.weight</c>.
/// </summary>
public static class Checkpoint
{
    /// <summary>Saves networks: the file appears only when it is whole.</summary>
    /// <param name="path">where to, ending in .safetensors; its folder is made where there is none</param>
    /// <param name="networks">name and network of each</param>
    /// <param name="dtype">the type to store floating-point weights in, such as float16 for half the size; their own by
    /// default</param>
    /// <param name="metadata">text to keep beside them</param>
    public static void Save(
        string path,
        IEnumerable<(string Name, nn.Module Network)> networks,
        ScalarType? dtype = null,
        IReadOnlyDictionary<string, string>? metadata = null)
    {
        using var scope = NewDisposeScope();
        Tensor Stored(Tensor weight) => dtype is { } type && weight.is_floating_point() ? weight.to(type) : weight;
        var tensors = networks.SelectMany(n => WeightsOf(n.Name, n.Network))
            .ToDictionary(entry => entry.Key, entry => Stored(entry.Value));
        SafeTensors.Save(path, tensors, metadata);
    }

    /// <summary>Loads a network's weights, in place, whatever type they are stored in and device the network is on.</summary>
    /// <param name="path">a file that <see cref="Save"/> wrote; a bare name is also looked for in the course's
    /// <c>data/checkpoints</c></param>
    /// <param name="name">the network's name in the file</param>
    /// <param name="network">a network of the same architecture</param>
    /// <exception cref="InvalidDataException">The file is damaged, or holds another architecture; the network is as it
    /// was.</exception>
    public static void Load(string path, string name, nn.Module network)
    {
        using var scope = NewDisposeScope();
        var file = Find(path);
        var saved = SafeTensors.Load(file, key => key.StartsWith(name + ".", StringComparison.Ordinal));
        Restore(saved, WeightsOf(name, network), file);
    }

    /// <summary>The weights and buffers of a network, each under the network's name.</summary>
    internal static Dictionary<string, Tensor> WeightsOf(string name, nn.Module network) =>
        network.state_dict().ToDictionary(entry => $"{name}.{entry.Key}", entry => entry.Value);

    /// <summary>Copies what was saved over what is there, after checking that all of it fits.</summary>
    internal static void Restore(
        IReadOnlyDictionary<string, Tensor> saved, IReadOnlyDictionary<string, Tensor> current, string file)
    {
        foreach (var (key, tensor) in current)
        {
            if (!saved.TryGetValue(key, out var other))
                throw new InvalidDataException($"{file} has no {key}: it was saved from another network.");

            if (!other.shape.SequenceEqual(tensor.shape))
                throw new InvalidDataException(
                    $"{file}: {key} is {Shapes.Text(other)} there and {Shapes.Text(tensor)} in this network: they are of different sizes.");
        }

        if (saved.Keys.FirstOrDefault(key => !current.ContainsKey(key)) is { } surplus)
            throw new InvalidDataException($"{file} has {surplus}, which this network lacks: it was saved from another network.");

        using var noGradients = no_grad();
        foreach (var (key, tensor) in current)
            tensor.copy_(saved[key]);
    }

    private static string Find(string path)
    {
        if (File.Exists(path))
            return path;

        var shipped = Path.Combine(CoursePaths.Data, "checkpoints", path);
        return File.Exists(shipped) ? shipped : throw new FileNotFoundException(
            $"There is no checkpoint {path}, neither in {Environment.CurrentDirectory} nor in {Path.GetDirectoryName(shipped)}.");
    }
}
