using System.Buffers.Binary;
using System.Text.Json;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>The header of a safetensors file. Reading it checks everything that reading the tensors relies on.</summary>
/// <param name="Entries">the tensors, in the order of their bytes, which follow one another without gap or overlap</param>
/// <param name="Metadata">text beside the tensors</param>
/// <param name="Length">bytes before the first tensor</param>
internal sealed record SafeTensorsHeader(
    IReadOnlyList<SafeTensorsEntry> Entries, IReadOnlyDictionary<string, string> Metadata, long Length)
{
    private const int LengthBytes = 8;
    private const int MostJson = 100_000_000; // the format's own limit
    private const int MostDimensions = 64; // torch's own limit
    private const string MetadataKey = "__metadata__";

    private static readonly (string Name, ScalarType Type, int Bytes)[] s_types =
    [
        ("F64", ScalarType.Float64, 8), ("F32", ScalarType.Float32, 4),
        ("F16", ScalarType.Float16, 2), ("BF16", ScalarType.BFloat16, 2),
        ("I64", ScalarType.Int64, 8), ("I32", ScalarType.Int32, 4), ("I16", ScalarType.Int16, 2), ("I8", ScalarType.Int8, 1),
        ("U8", ScalarType.Byte, 1), ("BOOL", ScalarType.Bool, 1),
    ];

    /// <summary>Reads and checks a file's header.</summary>
    /// <param name="file">a file, at its beginning</param>
    /// <param name="name">what to call it in an error</param>
    /// <exception cref="InvalidDataException">The file is no safetensors file, or not whole.</exception>
    public static SafeTensorsHeader Read(Stream file, string name)
    {
        try
        {
            var prefix = new byte[LengthBytes];
            if (file.ReadAtLeast(prefix, LengthBytes, throwOnEndOfStream: false) < LengthBytes)
                throw new InvalidDataException("it ends before its header");
            var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
            if (length > MostJson || (long)length > file.Length - LengthBytes)
                throw new InvalidDataException($"its header would be {length:n0} bytes long");
            var json = new byte[(int)length];
            file.ReadExactly(json);
            return Parse(json, file.Length - LengthBytes - json.Length);
        }
        // The last three are what System.Text.Json throws where the text is no JSON or a value is of the wrong kind.
        catch (Exception error) when (
            error is InvalidDataException or JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"{name} is not a whole safetensors file: {error.Message.ReplaceLineEndings(" ")}");
        }
    }

    /// <summary>Reads and checks a header's JSON.</summary>
    /// <param name="json">the JSON, in UTF-8</param>
    /// <param name="dataLength">bytes that follow it; null where that is not known</param>
    public static SafeTensorsHeader Parse(ReadOnlyMemory<byte> json, long? dataLength)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 8 });
        var metadata = new Dictionary<string, string>();
        var entries = new List<SafeTensorsEntry>();
        foreach (var property in document.RootElement.EnumerateObject())
        {
            if (property.Name == MetadataKey)
                foreach (var text in property.Value.EnumerateObject())
                    metadata.Add(text.Name, text.Value.GetString() ?? throw new InvalidDataException("its metadata is no text"));
            else
                entries.Add(ParseEntry(property.Name, property.Value));
        }
        entries.Sort((a, b) => (a.Begin, a.End).CompareTo((b.Begin, b.End)));
        CheckPlaces(entries, dataLength);
        return new SafeTensorsHeader(entries, metadata, LengthBytes + json.Length);
    }

    /// <summary>Lays tensors out one after another, the widest types first: so each begins at a multiple of its width.</summary>
    public static SafeTensorsHeader Describe(
        IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        var entries = new List<SafeTensorsEntry>();
        var begin = 0L;
        foreach (var (name, tensor) in tensors
            .OrderByDescending(pair => TypeOf(pair.Key, pair.Value).Bytes).ThenBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (name == MetadataKey)
                throw new ArgumentException($"A tensor cannot be called {MetadataKey} in a safetensors file.");
            var end = begin + tensor.numel() * TypeOf(name, tensor).Bytes;
            entries.Add(new SafeTensorsEntry(name, tensor.dtype, tensor.shape, begin, end));
            begin = end;
        }
        return new SafeTensorsHeader(entries, metadata, 0);
    }

    /// <summary>The bytes that stand before the tensors; spaces fill them up to a multiple of 8.</summary>
    public byte[] ToBytes()
    {
        var header = new Dictionary<string, object>();
        if (Metadata.Count > 0)
            header.Add(MetadataKey, Metadata);
        foreach (var (name, type, shape, begin, end) in Entries)
        {
            var dtype = s_types.Single(known => known.Type == type).Name;
            header.Add(name, new { dtype, shape, data_offsets = new[] { begin, end } });
        }
        var json = JsonSerializer.SerializeToUtf8Bytes(header);

        var bytes = new byte[(LengthBytes + json.Length + 7) / 8 * 8];
        Array.Fill(bytes, (byte)' ');
        BinaryPrimitives.WriteInt64LittleEndian(bytes, bytes.Length - LengthBytes);
        json.CopyTo(bytes, LengthBytes);
        return bytes;
    }

    private static (string Name, ScalarType Type, int Bytes) TypeOf(string name, Tensor tensor) =>
        s_types.FirstOrDefault(known => known.Type == tensor.dtype) is { Name: not null } known
            ? known
            : throw new ArgumentException($"Tensor {name} is {tensor.dtype}, which safetensors files do not hold.");

    private static SafeTensorsEntry ParseEntry(string name, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("dtype", out var dtype)
            || !json.TryGetProperty("shape", out var dimensions) || !json.TryGetProperty("data_offsets", out var offsets))
            throw new InvalidDataException($"tensor {name} lacks dtype, shape or data_offsets");
        var type = s_types.FirstOrDefault(known => known.Name == dtype.GetString());
        if (type.Name is null)
            throw new InvalidDataException($"tensor {name} has the type {dtype}, which is not read here");
        var shape = dimensions.EnumerateArray().Select(size => size.GetInt64()).ToArray();
        var places = offsets.EnumerateArray().Select(place => place.GetInt64()).ToArray();
        if (places.Length != 2 || places[0] < 0 || places[1] < places[0])
            throw new InvalidDataException($"tensor {name} has the data_offsets {offsets}");
        var (begin, end) = (places[0], places[1]);
        if (shape.Length > MostDimensions || Shapes.Bytes(shape, type.Bytes, atMost: end - begin) != end - begin)
            throw new InvalidDataException($"tensor {name} of shape {dimensions} does not fill its {end - begin:n0} bytes");
        return new SafeTensorsEntry(name, type.Type, shape, begin, end);
    }

    private static void CheckPlaces(List<SafeTensorsEntry> entries, long? dataLength)
    {
        var place = 0L;
        foreach (var entry in entries)
        {
            if (entry.Begin != place)
                throw new InvalidDataException(
                    $"tensor {entry.Name} begins at byte {entry.Begin:n0}, not {place:n0}: tensors overlap or leave a gap");
            place = entry.End;
        }
        if (place != (dataLength ?? place))
            throw new InvalidDataException($"its tensors need {place:n0} bytes and it has {dataLength:n0}");
    }
}
