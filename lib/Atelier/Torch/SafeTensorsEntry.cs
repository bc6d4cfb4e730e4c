using static TorchSharp.torch;

namespace Atelier;

/// <summary>Where one tensor lies in a safetensors file.</summary>
/// <param name="Name">the tensor's name</param>
/// <param name="Type">torch's name for the element type</param>
/// <param name="Shape">the dimensions; none for a single number</param>
/// <param name="Begin">its first byte, counted from the end of the header</param>
/// <param name="End">the byte after its last one</param>
internal sealed record SafeTensorsEntry(string Name, ScalarType Type, long[] Shape, long Begin, long End);
