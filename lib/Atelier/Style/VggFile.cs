using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// A file of weights that the course knows: where it is, which network it holds, and which pixels that network wants.
/// </summary>
/// <param name="Path">a .safetensors file</param>
/// <param name="Name">the network, for people</param>
/// <param name="Input">the pixels that it wants</param>
public sealed record VggFile(string Path, string Name, VggInput Input)
{
    internal static VggFile Downloaded(string folder) =>
        new(System.IO.Path.Combine(folder, "vgg19-features.safetensors"), "VGG-19 (torchvision's weights)", VggInput.Torchvision);

    internal static VggFile Cached => Downloaded(System.IO.Path.Combine(CoursePaths.Cache, "vgg19"));

    /// <summary>The convolutions as Oxford trained them, in half precision.</summary>
    internal static VggFile Oxford(string folder) =>
        new(System.IO.Path.Combine(folder, "vgg19_conv_fp16.safetensors"), "VGG-19 (Oxford's weights)", VggInput.Oxford);

    /// <summary>The small network that comes with the course.</summary>
    internal static VggFile Compact(string folder) =>
        new(System.IO.Path.Combine(folder, "compact-vgg.safetensors"), "compact VGG (comes with the course)", VggInput.Compact);

    /// <summary>The first that is there: the download, the folder <c>ATELIER_WEIGHTS</c>, what comes with the course.</summary>
    public static VggFile Find() => Find(
        Cached,
        Environment.GetEnvironmentVariable("ATELIER_WEIGHTS"),
        System.IO.Path.Combine(CoursePaths.Data, "compact-vgg"));

    /// <exception cref="FileNotFoundException">
    /// The named folder holds no weights that are known here, or the course's own are gone.
    /// </exception>
    internal static VggFile Find(VggFile cached, string? named, string compact)
    {
        if (cached.Exists)
            return cached;
        if (!string.IsNullOrEmpty(named))
        {
            VggFile[] known = [Oxford(named), Downloaded(named), Compact(named)];
            var names = string.Join(", ", known.Select(file => System.IO.Path.GetFileName(file.Path)));
            return known.FirstOrDefault(file => file.Exists)
                ?? throw new FileNotFoundException($"ATELIER_WEIGHTS is {named}, but none of {names} is there.");
        }
        var own = Compact(compact);
        return own.Exists ? own : throw new FileNotFoundException(
            $"{own.Path} is missing: it comes with the course, so restore it (git checkout data), or run ./course data.");
    }

    /// <summary>Whether there is a file of that name.</summary>
    public bool Exists => File.Exists(Path);

    /// <summary>Reads the convolutions. Whoever calls it owns them.</summary>
    /// <exception cref="InvalidDataException">The file is not whole, or is not what it should be.</exception>
    public VggWeights Load()
    {
        using var scope = NewDisposeScope();
        var stored = SafeTensors.Load(Path, VggDownload.IsConvolution);
        var known = SafeTensors.LoadMetadata(Path).TryGetValue(TensorChecksum.Key, out var expected);
        if (known && TensorChecksum.Of(stored) != expected)
            throw new InvalidDataException($"{Path} was damaged: delete it and fetch it again (./course data).");
        var tensors = stored.ToDictionary(pair => pair.Key, pair => pair.Value.to(float32).MoveToOuterDisposeScope());
        return new VggWeights(Name, Input, tensors);
    }
}
