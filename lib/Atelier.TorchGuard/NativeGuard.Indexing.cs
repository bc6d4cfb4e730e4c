namespace Atelier.TorchGuard;

public static unsafe partial class NativeGuard
{
    // How TorchSharp writes an index into `starts`: LibTorchSharp's completeTensorIndices.
    private const long ByTensor = long.MinValue + 5;
    private const long Absent = long.MinValue;
    private const long LastOfSlices = long.MinValue / 4;

    /// <summary>Reads by index.</summary>
    /// <param name="tensor">the tensor's handle</param>
    /// <param name="starts">what each index is, or where its slice starts</param>
    /// <param name="ends">where slices end, or null</param>
    /// <param name="steps">the steps of slices, or null</param>
    /// <param name="tensors">the handles of tensors among the indices, or null</param>
    /// <param name="count">the number of indices</param>
    public static nint THSTensor_index(nint tensor, nint starts, nint ends, nint steps, nint tensors, int count)
    {
        CheckIndices(tensor, starts, steps, tensors, count);
        return Native.THSTensor_index(tensor, starts, ends, steps, tensors, count);
    }

    /// <summary>Writes a number by index.</summary>
    public static void THSTensor_index_put_scalar_(nint tensor, nint starts, nint ends, nint steps, nint tensors, int count,
        nint value)
    {
        CheckIndices(tensor, starts, steps, tensors, count);
        Native.THSTensor_index_put_scalar_(tensor, starts, ends, steps, tensors, count, value);
    }

    /// <summary>Writes a tensor by index.</summary>
    public static void THSTensor_index_put_(nint tensor, nint starts, nint ends, nint steps, nint tensors, int count, nint value,
        bool accumulate)
    {
        CheckIndices(tensor, starts, steps, tensors, count);
        for (var i = 0; accumulate && i < count; i++)
        {
            if (((long*)starts)[i] != ByTensor)
                throw Index(tensor, i, "is no tensor, as it must be where values are added (accumulate)");
        }

        Native.THSTensor_index_put_(tensor, starts, ends, steps, tensors, count, value, accumulate);
    }

    private static void CheckIndices(nint tensor, nint starts, nint steps, nint tensors, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var kind = ((long*)starts)[i];
            if (kind == ByTensor && (tensors == 0 || ((nint*)tensors)[i] == 0))
                throw Index(tensor, i, "is null; write .. for all of a dimension, TensorIndex.Null for a new one");

            var slice = kind > ByTensor && kind <= LastOfSlices;
            var step = !slice || steps == 0 ? Absent : ((long*)steps)[i];
            if (step <= 0 && step != Absent)
                throw Index(tensor, i, $"is a slice with step {step}; a step must be 1 or more (flip turns a dimension round)");
        }
    }

    private static Exception Index(nint tensor, int index, string what) =>
        TensorFacts.Refuse($"index {index} into a tensor of shape {new TensorFacts(tensor)} {what}");
}
