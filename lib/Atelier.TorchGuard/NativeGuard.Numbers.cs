using TorchSharp;

namespace Atelier.TorchGuard;

public static unsafe partial class NativeGuard
{
    public static sbyte THSTorch_scalar_to_int8(nint handle) =>
        Native.THSTorch_scalar_to_int8(Within(handle, sbyte.MinValue, sbyte.MaxValue, "an int8"));

    public static byte THSTorch_scalar_to_uint8(nint handle) =>
        Native.THSTorch_scalar_to_uint8(Within(handle, IsWhole(handle) ? -255 : 0, 255, "a byte"));

    public static short THSTorch_scalar_to_int16(nint handle) =>
        Native.THSTorch_scalar_to_int16(Within(handle, short.MinValue, short.MaxValue, "an int16"));

    public static int THSTorch_scalar_to_int32(nint handle) =>
        Native.THSTorch_scalar_to_int32(Within(handle, int.MinValue, int.MaxValue, "an int32"));

    public static long THSTorch_scalar_to_int64(nint handle) =>
        Native.THSTorch_scalar_to_int64(IsWhole(handle) ? handle
            : Within(handle, long.MinValue, Math.BitDecrement(9223372036854775808.0), "an int64"));

    public static float THSTorch_scalar_to_float32(nint handle) =>
        Native.THSTorch_scalar_to_float32(Within(handle, float.MinValue, float.MaxValue, "a float32"));

    public static double THSTorch_scalar_to_float64(nint handle) =>
        Native.THSTorch_scalar_to_float64(Within(handle, double.MinValue, double.MaxValue, "a float64"));

    public static void THSTorch_scalar_to_float16(nint value, out Half res) =>
        Native.THSTorch_scalar_to_float16(Within(value, (double)Half.MinValue, (double)Half.MaxValue, "a float16"), out res);

    public static void THSTorch_scalar_to_bfloat16(nint value, out ushort res) =>
        Native.THSTorch_scalar_to_bfloat16(Within(value, float.MinValue, float.MaxValue, "a bfloat16"), out res);

    public static void THSTorch_scalar_to_complex32(nint handle, out float real, out float imaginary)
    {
        Native.THSTorch_scalar_to_complex64(handle, out var x, out var y);
        if (IsOutside(x, float.MinValue, float.MaxValue) || IsOutside(y, float.MinValue, float.MaxValue))
            throw TensorFacts.Refuse($"the number {x} + {y}i does not fit into a complex32");

        Native.THSTorch_scalar_to_complex32(handle, out real, out imaginary);
    }

    private static bool IsWhole(nint scalar) =>
        (torch.ScalarType)Native.THSTorch_scalar_type(scalar) is torch.ScalarType.Int64 or torch.ScalarType.Bool;

    private static nint Within(nint scalar, double least, double most, string what)
    {
        Native.THSTorch_scalar_to_complex64(scalar, out var real, out var imaginary);
        var whole = what.Contains("int", StringComparison.Ordinal) || what == "a byte";
        return imaginary != 0 ? throw TensorFacts.Refuse(
            $"the number {real} + {imaginary}i has an imaginary part, and {what} has none")
            : (whole && !double.IsFinite(real))
                || IsOutside(real, least, most) ? throw TensorFacts.Refuse($"the number {real} does not fit into {what}")
            : scalar;
    }

    private static bool IsOutside(double number, double least, double most) => double.IsFinite(number)
        && (number < least || number > most);
}
