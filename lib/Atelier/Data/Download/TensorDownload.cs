using System.Buffers.Binary;
using System.Text.Json;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// Fetches some of the tensors of a safetensors file: the header tells where in the file they are, and only those bytes are
/// asked for.
/// </summary>
internal static class TensorDownload
{
    private const long MostHeader = 10_000_000;

    /// <summary>Fetches tensors into a file of their own, which appears only once they are all here and right.</summary>
    /// <param name="source">the address of a safetensors file</param>
    /// <param name="wanted">which of its tensors</param>
    /// <param name="path">the file to write; what has come so far is beside it, as <c>.part</c></param>
    /// <param name="check">throws InvalidDataException where the tensors are not what they should be</param>
    /// <param name="pause">how long to wait before the second attempt; it doubles each time</param>
    /// <param name="progress">told how many bytes are here</param>
    /// <param name="cancellation">stops the download; what has come is kept for the next time</param>
    /// <exception cref="IOException">They could not be had.</exception>
    /// <exception cref="InvalidDataException">Something else came; it was deleted.</exception>
    public static async Task FetchAsync(
        Uri source, Func<string, bool> wanted, string path, Action<IReadOnlyDictionary<string, Tensor>> check,
        TimeSpan pause, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        var header = await FetchHeaderAsync(source, path + ".header", pause, cancellation).ConfigureAwait(false);
        var entries = header.Entries.Where(entry => wanted(entry.Name)).ToArray();
        if (entries.Length == 0)
            throw new InvalidDataException($"{source} is a safetensors file, but not the one it should be.");
        var (first, end) = (entries.Min(entry => entry.Begin), entries.Max(entry => entry.End));

        var part = path + ".part";
        await Download.PartAsync(source, part, header.Length + first, end - first, pause, progress, cancellation)
            .ConfigureAwait(false);
        Accept(source, part, entries, first, path, check);
    }

    private static async Task<SafeTensorsHeader> FetchHeaderAsync(
        Uri source, string path, TimeSpan pause, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.Delete(path);
        try
        {
            await Download.PartAsync(source, path, 0, sizeof(long), pause, null, cancellation).ConfigureAwait(false);
            var length = BinaryPrimitives.ReadInt64LittleEndian(File.ReadAllBytes(path));
            if (length is <= 0 or > MostHeader)
                throw new InvalidDataException("it does not begin like one");
            await Download.PartAsync(source, path, 0, sizeof(long) + length, pause, null, cancellation).ConfigureAwait(false);
            return SafeTensorsHeader.Parse(File.ReadAllBytes(path).AsMemory(sizeof(long)), dataLength: null);
        }
        // The last three are what System.Text.Json throws where the text is no JSON or a value is of the wrong kind.
        catch (Exception error) when (
            error is InvalidDataException or JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"{source} is not a safetensors file: {error.Message.ReplaceLineEndings(" ")}");
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Accept(
        Uri source, string part, SafeTensorsEntry[] entries, long first, string path,
        Action<IReadOnlyDictionary<string, Tensor>> check)
    {
        using var scope = NewDisposeScope();
        try
        {
            var tensors = Read(part, entries, first);
            check(tensors);
            SafeTensors.Save(path, tensors, new Dictionary<string, string>
            {
                ["source"] = source.ToString(),
                [TensorChecksum.Key] = TensorChecksum.Of(tensors),
            });
        }
        catch (InvalidDataException error)
        {
            File.Delete(part);
            throw new InvalidDataException($"{source} is not the file it should be: {error.Message}; what had come was deleted.");
        }
        File.Delete(part);
    }

    private static Dictionary<string, Tensor> Read(string part, SafeTensorsEntry[] entries, long first)
    {
        using var file = File.OpenRead(part);
        var tensors = new Dictionary<string, Tensor>();
        foreach (var entry in entries)
        {
            var tensor = tensors[entry.Name] = empty(entry.Shape, entry.Type);
            file.Position = entry.Begin - first;
            file.ReadExactly(tensor.bytes);
        }
        return tensors;
    }
}
