namespace Atelier.TorchGuard;

/// <summary>
/// One method for each native function that would end the process where libtorch refuses: it has no catch, and so the C++
/// exception finds none. Each has the name and the parameters of the function, checks by libtorch's own rules, and throws what
/// TorchSharp throws elsewhere,
/// <see cref="System.Runtime.InteropServices.ExternalException"/>, with shapes and types in the message.
/// </summary>
public static unsafe partial class NativeGuard
{
    private const long Large = 1L << 27; // numbers in a result: half a GB or more may not be had

    /// <summary>The product of two tensors.</summary>
    /// <param name="tensor">the first tensor's handle</param>
    /// <param name="target">the second tensor's handle</param>
    public static nint THSTensor_matmul(nint tensor, nint target)
    {
        var (a, b) = (new TensorFacts(tensor), new TensorFacts(target));
        if (Misfit(a, b) is string misfit)
            throw TensorFacts.Refuse($"matmul: {a} times {b}: {misfit}");

        if (a.Device != b.Device)
            throw TensorFacts.Refuse($"matmul: {a} on {a.DeviceName} times {b} on {b.DeviceName}: move one with to(device)");

        if (a.Type != b.Type && !(a.IsFloat && b.IsFloat))
            throw TensorFacts.Refuse(
                $"matmul: {a} of {a.TypeName} times {b} of {b.TypeName}: both must be of one type, as by x.to(float32)");

        // What may still be refused (a type that this device cannot multiply, no memory) goes the way of einsum, which catches
        // it.
        return a.Type == b.Type && (a.IsFloat || a.IsComplex) && ResultSize(a, b) < Large
            ? Native.THSTensor_matmul(tensor, target)
            : Einsum(Equation(a.Dimensions, b.Dimensions), tensor, target);
    }

    private static string? Misfit(TensorFacts a, TensorFacts b)
    {
        if (a.Dimensions == 0 || b.Dimensions == 0)
            return "one is a single number; use * for that";

        (var inner, var outer) = (a.Shape[^1], b.Dimensions == 1 ? b.Shape[0] : b.Shape[^2]);
        if (inner != outer)
        {
            var first = a.Dimensions == 1 ? "the size of the first" : "the last size of the first";
            var second = b.Dimensions == 1 ? "the size of the second" : "the second-last of the second";
            return $"{first} ({inner}) must be {second} ({outer})";
        }

        (var before, var beside) = (Batch(a), Batch(b));
        return before.Reverse().Zip(beside.Reverse())
            .All(pair => pair.First == pair.Second || pair.First == 1 || pair.Second == 1)
            ? null
            : $"the sizes before the last two, {TensorFacts.Text(before)} and {TensorFacts.Text(beside)}, must be equal or 1";
    }

    private static long[] Batch(TensorFacts facts) => facts.Dimensions < 2 ? [] : facts.Shape[..^2];

    private static long ResultSize(TensorFacts a, TensorFacts b)
    {
        (var before, var beside) = (Batch(a), Batch(b));
        var batch = Enumerable.Range(1, Math.Max(before.Length, beside.Length))
            .Aggregate(1.0,
                (product, i) => product * Math.Max(i <= before.Length ? before[^i] : 1, i <= beside.Length ? beside[^i] : 1));
        return (long)(batch * (a.Dimensions < 2 ? 1 : a.Shape[^2]) * (b.Dimensions < 2 ? 1 : b.Shape[^1]));
    }

    private static ReadOnlySpan<byte> Equation(int first, int second) => (first, second) switch
    {
        (1, 1) => "i,i->\0"u8,
        (_, 1) => "...j,j->...\0"u8,
        (1, _) => "j,...jk->...k\0"u8,
        _ => "...ij,...jk->...ik\0"u8,
    };

    private static nint Einsum(ReadOnlySpan<byte> equation, nint first, nint second)
    {
        var tensors = stackalloc nint[] { first, second };
        fixed (byte* text = equation)
            return Native.THSTensor_einsum(text, tensors, 2);
    }
}
