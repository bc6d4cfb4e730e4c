namespace Atelier.TorchGuard;

public static unsafe partial class NativeGuard
{
    public static nint THSTensor_max_unpool1d(nint tensor, nint indices, nint kernelSize, int kernelSizeLength, nint outputSize,
        int outputSizeLength, nint padding, int paddingLength, nint strides, int stridesLength)
    {
        CheckSizes("max_unpool1d", 1, kernelSizeLength, (paddingLength, "paddings"), (stridesLength, "strides"));
        return Native.THSTensor_max_unpool1d(tensor, indices, kernelSize, kernelSizeLength, outputSize, outputSizeLength, padding,
            paddingLength, strides, stridesLength);
    }

    public static nint THSTensor_max_unpool2d(nint tensor, nint indices, nint kernelSize, int kernelSizeLength, nint outputSize,
        int outputSizeLength, nint padding, int paddingLength, nint strides, int stridesLength)
    {
        CheckSizes("max_unpool2d", 2, kernelSizeLength, (paddingLength, "paddings"), (stridesLength, "strides"));
        return Native.THSTensor_max_unpool2d(tensor, indices, kernelSize, kernelSizeLength, outputSize, outputSizeLength, padding,
            paddingLength, strides, stridesLength);
    }

    public static nint THSTensor_max_unpool3d(nint tensor, nint indices, nint kernelSize, int kernelSizeLength, nint outputSize,
        int outputSizeLength, nint padding, int paddingLength, nint strides, int stridesLength)
    {
        CheckSizes("max_unpool3d", 3, kernelSizeLength, (paddingLength, "paddings"), (stridesLength, "strides"));
        return Native.THSTensor_max_unpool3d(tensor, indices, kernelSize, kernelSizeLength, outputSize, outputSizeLength, padding,
            paddingLength, strides, stridesLength);
    }

    public static nint THSTensor_fractional_max_pool2d(nint input, nint kernelSize, int kernelSizeLength, nint outputSize,
        int outputSizeLength, nint outputRatio, int outputRatioLength, out nint indices)
    {
        CheckSizes("fractional_max_pool2d", 2, kernelSizeLength, (outputSizeLength, "output sizes"),
            (outputRatioLength, "output ratios"));
        return Native.THSTensor_fractional_max_pool2d(input, kernelSize, kernelSizeLength, outputSize, outputSizeLength,
            outputRatio, outputRatioLength, out indices);
    }

    public static nint THSTensor_fractional_max_pool3d(nint input, nint kernelSize, int kernelSizeLength, nint outputSize,
        int outputSizeLength, nint outputRatio, int outputRatioLength, out nint indices)
    {
        CheckSizes("fractional_max_pool3d", 3, kernelSizeLength, (outputSizeLength, "output sizes"),
            (outputRatioLength, "output ratios"));
        return Native.THSTensor_fractional_max_pool3d(input, kernelSize, kernelSizeLength, outputSize, outputSizeLength,
            outputRatio, outputRatioLength, out indices);
    }

    public static nint THSTensor_lp_pool2d(nint input, double norm_type, nint kernelSize, int kernelSizeLength, nint stride,
        int strideLength, bool ceil_mode)
    {
        CheckSizes("lp_pool2d", 2, kernelSizeLength, (strideLength, "strides"));
        return Native.THSTensor_lp_pool2d(input, norm_type, kernelSize, kernelSizeLength, stride, strideLength, ceil_mode);
    }

    private static void CheckSizes(string name, int dimensions, int kernel,
        params ReadOnlySpan<(int Length, string What)> optional)
    {
        if (kernel != dimensions)
            throw TensorFacts.Refuse($"{name}: the kernel has {kernel} sizes, and must have {dimensions}");

        foreach ((var length, var what) in optional)
        {
            if (length != 0 && length != dimensions)
                throw TensorFacts.Refuse($"{name}: there are {length} {what}, and must be {dimensions}, or none");
        }
    }
}
