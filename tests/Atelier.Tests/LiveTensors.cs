using static TorchSharp.torch;

namespace Atelier.Tests;

internal static class LiveTensors
{
    /// <summary>Tensors that somebody owns; what earlier tests left to the garbage collector is freed first.</summary>
    public static long Count()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Tensor.TotalCount;
    }
}
