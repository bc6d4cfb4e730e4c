using System.Buffers.Binary;
using System.Text;
using static TorchSharp.torch;

namespace Atelier.Tests.Data;

/// <summary>Safetensors files made by hand, byte by byte.</summary>
internal static class SafeTensorsFile
{
    public static byte[] Of(string json, params byte[] data)
    {
        var header = Encoding.UTF8.GetBytes(json);
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        return [.. length, .. header, .. data];
    }

    /// <summary>A header's JSON.</summary>
    /// <param name="tensors">name, type, shape and offsets of each, as in "x U8 [2] [0,2]; y F32 [] [2,6]"</param>
    public static string Header(string tensors)
    {
        var entries = tensors.Split("; ").Select(tensor => tensor.Split(' ')).Select(part =>
            $"\"{part[0]}\": {{\"dtype\": \"{part[1]}\", \"shape\": {part[2]}, \"data_offsets\": {part[3]}}}");
        return $"{{{string.Join(", ", entries)}}}";
    }

    /// <summary>Reads all tensors of a file that is in memory, and lets them go again.</summary>
    public static void Load(byte[] file)
    {
        using var scope = NewDisposeScope();
        SafeTensors.Load(new MemoryStream(file), "the file", wanted: _ => true);
    }
}
