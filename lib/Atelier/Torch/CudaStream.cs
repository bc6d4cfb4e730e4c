namespace Atelier;

/// <summary>A <c>c10::cuda::CUDAStream</c>, as C++ passes it: a device and a number.</summary>
/// <param name="Device">type and index, in two bytes</param>
/// <param name="Id">the stream's number</param>
internal readonly record struct CudaStream(long Device, long Id);
