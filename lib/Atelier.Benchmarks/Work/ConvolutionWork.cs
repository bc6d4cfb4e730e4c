using TorchSharp;
using static TorchSharp.torch;

namespace Atelier.Benchmarks;

/// <summary>
/// The largest convolution of a DCGAN's step alone, forward and backward: what this machine's arithmetic can do at best.
/// </summary>
internal static class ConvolutionWork
{
    public static Action<int> Steps(int batch)
    {
        var convolution = nn.ConvTranspose2d(256, 128, kernel_size: 4, stride: 2, padding: 1, bias: false).to(Compute.Device);
        var x = randn([batch, 256, 7, 7], device: Compute.Device, requires_grad: true);
        var gradient = randn([batch, 128, 14, 14], device: Compute.Device);
        return steps =>
        {
            for (var step = 0; step < steps; step++)
            {
                using var scope = NewDisposeScope();
                autograd.grad([convolution.call(x)], [x, convolution.weight], [gradient]);
            }
        };
    }
}
