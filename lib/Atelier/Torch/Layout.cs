using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>Memory layout of image tensors.</summary>
internal static class Layout
{
    /// <summary>
    /// The same [N, C, H, W] values with the channels of a pixel side by side in memory (strides of NHWC). VGG runs 1.15 to 1.37
    /// times as fast on a CPU with input and weights like this; a DCGAN gains nothing. Call <c>contiguous()</c> before saving
    /// such a tensor.
    /// </summary>
    /// <param name="x">[N, C, H, W]</param>
    public static Tensor ChannelsLast(Tensor x)
    {
        using var nhwc = x.permute(0, 2, 3, 1);
        using var packed = nhwc.contiguous();
        return packed.permute(0, 3, 1, 2);
    }

    /// <summary>Lays out the weights of every convolution of a network channels-last, in place.</summary>
    public static T ChannelsLast<T>(T network) where T : nn.Module
    {
        foreach (var convolution in network.modules().OfType<Conv2d>())
            convolution.weight = new Parameter(ChannelsLast(convolution.weight).detach(), convolution.weight.requires_grad);

        return network;
    }
}
