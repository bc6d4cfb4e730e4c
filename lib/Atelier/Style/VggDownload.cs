using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// Fetches torchvision's VGG-19 from Hugging Face: the convolutions alone, 80 MB of a file of 575 MB. It happens only when
/// someone asks for it.
/// </summary>
internal static class VggDownload
{
    /// <summary>Where it comes from.</summary>
    public static Uri Source { get; } = new("https://huggingface.co/timm/vgg19.tv_in1k/resolve/main/model.safetensors");

    /// <summary>The filter 0 of conv1_1, as torchvision prints it: [3, 3, 3].</summary>
    internal static readonly float[] FirstFilter =
    [
        -5.3474e-02f, -4.9257e-02f, -6.7942e-02f, 1.5314e-02f, 4.5068e-02f, 2.1444e-03f, 3.6226e-02f, 1.9999e-02f, 1.9864e-02f,
        1.7015e-02f, 5.5403e-02f, -6.2293e-03f, 1.4165e-01f, 2.2705e-01f, 1.3758e-01f, 1.2000e-01f, 2.0030e-01f, 9.2114e-02f,
        -4.4885e-02f, 1.2680e-02f, -1.4497e-02f, 5.9742e-02f, 1.3955e-01f, 5.4102e-02f, -9.6141e-04f, 5.8304e-02f, -2.9663e-02f,
    ];

    /// <summary>Whether this machine has no VGG-19 but the compact one.</summary>
    public static bool IsWanted => VggFile.Find().Input == VggInput.Compact;

    /// <summary>
    /// Fetches it into the course's cache, unless it is there. <see cref="VggWeights.Load"/> prefers it from then on.
    /// </summary>
    /// <param name="progress">told how many bytes are here</param>
    /// <param name="cancellation">stops the download; what has come is kept for the next time</param>
    /// <exception cref="IOException">It could not be had.</exception>
    /// <exception cref="InvalidDataException">Something else came than VGG-19; it was deleted.</exception>
    public static Task FetchAsync(
        IProgress<DownloadProgress>? progress = null, CancellationToken cancellation = default) => VggFile.Cached.Exists
        ? Task.CompletedTask
        : TensorDownload.FetchAsync(
            Source, IsConvolution, VggFile.Cached.Path, Check, TimeSpan.FromSeconds(0.5), progress, cancellation);

    internal static bool IsConvolution(string tensor) => tensor.StartsWith("features.", StringComparison.Ordinal);

    /// <summary>
    /// Whether these are torchvision's weights. The names and the shapes have to be VGG-19's, and the first filter the known
    /// one, so that another training or another order of colours is noticed.
    /// </summary>
    /// <exception cref="InvalidDataException">They are not.</exception>
    internal static void Check(IReadOnlyDictionary<string, Tensor> tensors)
    {
        using var scope = NewDisposeScope();
        using var vgg = VggWeights.Random();
        foreach (var (name, expected) in vgg.Tensors)
            if (!tensors.TryGetValue(name, out var tensor) || !tensor.shape.SequenceEqual(expected.shape))
                throw new InvalidDataException($"{name} should be of shape {Shapes.Text(expected)}");
        if (tensors.Count != vgg.Tensors.Count)
            throw new InvalidDataException($"it has {tensors.Count} tensors of convolutions, not {vgg.Tensors.Count}");
        if (!tensors["features.0.weight"][0].to(float32).flatten().allclose(tensor(FirstFilter), rtol: 1e-3, atol: 1e-5))
            throw new InvalidDataException("these are not torchvision's weights");
        if (!tensors.Values.All(tensor => tensor.isfinite().all().item<bool>()))
            throw new InvalidDataException("not all of its numbers are finite");
    }
}
