using System.Runtime.InteropServices;
using TorchSharp;

namespace Atelier.TorchGuard;

/// <summary>What a check asks of a tensor, by its handle.</summary>
internal readonly struct TensorFacts
{
    public TensorFacts(nint handle)
    {
        Shape = new long[Native.THSTensor_ndimension(handle)];
        for (var i = 0; i < Shape.Length; i++)
            Shape[i] = Native.THSTensor_size(handle, i);

        Type = (torch.ScalarType)Native.THSTensor_type(handle);
        Device = ((DeviceType)Native.THSTensor_device_type(handle), Native.THSTensor_device_index(handle));
    }

    public long[] Shape { get; }

    public torch.ScalarType Type { get; }

    public (DeviceType Type, int Index) Device { get; }

    public int Dimensions => Shape.Length;

    public long Count => Shape.Aggregate(1L, (product, size) => product * size);

    public bool IsFloat =>
        Type is torch.ScalarType.Float16 or torch.ScalarType.BFloat16 or torch.ScalarType.Float32 or torch.ScalarType.Float64;

    public bool IsComplex => Type is torch.ScalarType.ComplexFloat32 or torch.ScalarType.ComplexFloat64;

    public string DeviceName => Device.Type == DeviceType.CPU
        ? "the processor"
        : $"{Device.Type.ToString().ToLowerInvariant()}:{Math.Max(0, Device.Index)}";

    public string TypeName => Type.ToString().ToLowerInvariant();

    /// <summary>The shape as a reader writes it: <c>[3, 4]</c>.</summary>
    public override string ToString() => Text(Shape);

    public static string Text(IEnumerable<long> sizes) => $"[{string.Join(", ", sizes)}]";

    /// <summary>The exception that TorchSharp throws for what libtorch refuses.</summary>
    public static ExternalException Refuse(string message) => new(message);
}
