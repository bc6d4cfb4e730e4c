using TorchSharp;

namespace Atelier.TorchGuard;

public static unsafe partial class NativeGuard
{
    private static int s_interopThreadsSet;

    /// <summary>Sets how many threads an operation may use.</summary>
    /// <param name="threads">one or more</param>
    public static void THSTorch_set_num_threads(int threads) => Native.THSTorch_set_num_threads(
        threads > 0 ? threads : throw TensorFacts.Refuse($"set_num_threads: {threads} threads; it must be 1 or more"));

    /// <summary>Sets how many operations may run at once: once in a process.</summary>
    /// <param name="threads">one or more</param>
    public static void THSTorch_set_num_interop_threads(int threads)
    {
        if (threads <= 0 || Interlocked.Exchange(ref s_interopThreadsSet, 1) == 1)
            throw TensorFacts.Refuse(
                $"set_num_interop_threads: {threads} threads; it must be 1 or more, and can be set once in a process");

        Native.THSTorch_set_num_interop_threads(threads);
    }

    /// <summary>Puts a generator back into a state that it was in.</summary>
    /// <param name="handle">the generator's handle</param>
    /// <param name="tensor">the handle of the state</param>
    public static void THSGenerator_set_rng_state(nint handle, nint tensor)
    {
        var now = Native.THSGenerator_get_rng_state(handle);
        var (wanted, given) = (new TensorFacts(now), new TensorFacts(tensor));
        Native.THSTensor_dispose(now);
        if (given.Type != torch.ScalarType.Byte || given.Device.Type != DeviceType.CPU || given.Count != wanted.Count)
            throw TensorFacts.Refuse(
                $"set_state: {given} of {given.TypeName} on {given.DeviceName}; a state is {wanted} of byte on the processor, as get_state gives it");

        Native.THSGenerator_set_rng_state(handle, tensor);
    }
}
