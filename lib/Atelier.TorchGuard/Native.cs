using System.Runtime.InteropServices;
using TorchSharp;

namespace Atelier.TorchGuard;

/// <summary>What is called of libLibTorchSharp, as TorchSharp declares it.</summary>
internal static unsafe class Native
{
    private const string Library = "LibTorchSharp";

    [DllImport(Library)] internal static extern long THSTensor_ndimension(nint tensor);
    [DllImport(Library)] internal static extern long THSTensor_size(nint tensor, long dimension);
    [DllImport(Library)] internal static extern sbyte THSTensor_type(nint tensor);
    [DllImport(Library)] internal static extern int THSTensor_device_type(nint tensor);
    [DllImport(Library)] internal static extern int THSTensor_device_index(nint tensor);
    [DllImport(Library)][return: MarshalAs(UnmanagedType.U1)] internal static extern bool THSTensor_requires_grad(nint tensor);
    [DllImport(Library)] internal static extern void THSTensor_dispose(nint tensor);

    [DllImport(Library)] internal static extern nint THSTensor_matmul(nint tensor, nint target);
    [DllImport(Library)] internal static extern nint THSTensor_einsum(byte* equation, nint* tensors, int count);

    [DllImport(Library)]
    internal static extern nint THSTensor_index(nint tensor, nint starts, nint ends, nint steps, nint tensors, int count);
    [DllImport(Library)]
    internal static extern void THSTensor_index_put_scalar_(nint tensor, nint starts, nint ends, nint steps, nint tensors,
            int count, nint value);
    [DllImport(Library)]
    internal static extern void THSTensor_index_put_(nint tensor, nint starts, nint ends, nint steps, nint tensors, int count,
            nint value, [MarshalAs(UnmanagedType.U1)] bool accumulate);

    [DllImport(Library)]
    internal static extern nint THSTensor_var_along_dimensions(nint tensor, nint dimensions, int length,
            [MarshalAs(UnmanagedType.U1)] bool unbiased, [MarshalAs(UnmanagedType.U1)] bool keepdim);
    [DllImport(Library)] internal static extern void THSTensor_cummax(nint tensor, AllocatePinnedArray allocator, long dim);
    [DllImport(Library)] internal static extern void THSTensor_cummin(nint tensor, AllocatePinnedArray allocator, long dim);

    [DllImport(Library)]
    internal static extern nint THSTensor_max_unpool1d(nint tensor, nint indices, nint kernelSize, int kernelSizeLength,
            nint outputSize, int outputSizeLength, nint padding, int paddingLength, nint strides, int stridesLength);
    [DllImport(Library)]
    internal static extern nint THSTensor_max_unpool2d(nint tensor, nint indices, nint kernelSize, int kernelSizeLength,
            nint outputSize, int outputSizeLength, nint padding, int paddingLength, nint strides, int stridesLength);
    [DllImport(Library)]
    internal static extern nint THSTensor_max_unpool3d(nint tensor, nint indices, nint kernelSize, int kernelSizeLength,
            nint outputSize, int outputSizeLength, nint padding, int paddingLength, nint strides, int stridesLength);
    [DllImport(Library)]
    internal static extern nint THSTensor_fractional_max_pool2d(nint input, nint kernelSize, int kernelSizeLength,
            nint outputSize, int outputSizeLength, nint outputRatio, int outputRatioLength, out nint indices);
    [DllImport(Library)]
    internal static extern nint THSTensor_fractional_max_pool3d(nint input, nint kernelSize, int kernelSizeLength,
            nint outputSize, int outputSizeLength, nint outputRatio, int outputRatioLength, out nint indices);
    [DllImport(Library)]
    internal static extern nint THSTensor_lp_pool2d(nint input, double norm_type, nint kernelSize, int kernelSizeLength,
            nint stride, int strideLength, [MarshalAs(UnmanagedType.U1)] bool ceil_mode);

    [DllImport(Library)] internal static extern byte THSTorch_scalar_type(nint scalar);
    [DllImport(Library)] internal static extern sbyte THSTorch_scalar_to_int8(nint scalar);
    [DllImport(Library)] internal static extern byte THSTorch_scalar_to_uint8(nint scalar);
    [DllImport(Library)] internal static extern short THSTorch_scalar_to_int16(nint scalar);
    [DllImport(Library)] internal static extern int THSTorch_scalar_to_int32(nint scalar);
    [DllImport(Library)] internal static extern long THSTorch_scalar_to_int64(nint scalar);
    [DllImport(Library)] internal static extern float THSTorch_scalar_to_float32(nint scalar);
    [DllImport(Library)] internal static extern double THSTorch_scalar_to_float64(nint scalar);
    [DllImport(Library)] internal static extern void THSTorch_scalar_to_float16(nint scalar, out Half result);
    [DllImport(Library)] internal static extern void THSTorch_scalar_to_bfloat16(nint scalar, out ushort result);
    [DllImport(Library)]
    internal static extern void THSTorch_scalar_to_complex32(nint scalar, out float real, out float imaginary);
    [DllImport(Library)]
    internal static extern void THSTorch_scalar_to_complex64(nint scalar, out double real, out double imaginary);

    [DllImport(Library)]
    internal static extern void THSAutograd_grad(nint outputs, long oLength, nint inputs, long iLength, nint gradOuts,
            long gLength, [MarshalAs(UnmanagedType.U1)] bool retainGraph, [MarshalAs(UnmanagedType.U1)] bool createGraph,
            [MarshalAs(UnmanagedType.U1)] bool allowUnused, AllocatePinnedArray allocator);
    [DllImport(Library)] internal static extern nint THSGenerator_get_rng_state(nint generator);
    [DllImport(Library)] internal static extern void THSGenerator_set_rng_state(nint generator, nint tensor);
    [DllImport(Library)] internal static extern void THSTorch_set_num_threads(int threads);
    [DllImport(Library)] internal static extern void THSTorch_set_num_interop_threads(int threads);
}
