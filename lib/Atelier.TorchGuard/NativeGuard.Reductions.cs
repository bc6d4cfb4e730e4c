using TorchSharp;

namespace Atelier.TorchGuard;

public static unsafe partial class NativeGuard
{
    /// <summary>The variance along dimensions.</summary>
    /// <param name="tensor">the tensor's handle</param>
    /// <param name="dimensions">the dimensions</param>
    /// <param name="length">their number</param>
    /// <param name="unbiased">whether to divide by n - 1</param>
    /// <param name="keepdim">whether the dimensions stay, with size 1</param>
    public static nint THSTensor_var_along_dimensions(nint tensor, nint dimensions, int length, bool unbiased, bool keepdim)
    {
        var facts = new TensorFacts(tensor);
        return facts.IsFloat || facts.IsComplex
            ? Native.THSTensor_var_along_dimensions(tensor, dimensions, length, unbiased, keepdim)
            : throw TensorFacts.Refuse(
                $"var: a variance is of floats or complex numbers, not of {facts.TypeName}: x.to(float32) first");
    }

    /// <summary>The greatest so far along a dimension.</summary>
    /// <param name="tensor">the tensor's handle</param>
    /// <param name="allocator">takes the results</param>
    /// <param name="dim">the dimension</param>
    public static void THSTensor_cummax(nint tensor, AllocatePinnedArray allocator, long dim)
    {
        CheckCumulation("cummax", tensor, dim);
        Native.THSTensor_cummax(tensor, allocator, dim);
    }

    /// <summary>The least so far along a dimension.</summary>
    public static void THSTensor_cummin(nint tensor, AllocatePinnedArray allocator, long dim)
    {
        CheckCumulation("cummin", tensor, dim);
        Native.THSTensor_cummin(tensor, allocator, dim);
    }

    private static void CheckCumulation(string name, nint tensor, long dim)
    {
        var facts = new TensorFacts(tensor);
        long most = Math.Max(1, facts.Dimensions);
        if (dim < -most || dim >= most)
            throw TensorFacts.Refuse($"{name}: {facts} has no dimension {dim}; there are {-most} to {most - 1}");

        if (facts.IsComplex)
            throw TensorFacts.Refuse($"{name}: numbers of {facts.TypeName} have no order");
    }
}
