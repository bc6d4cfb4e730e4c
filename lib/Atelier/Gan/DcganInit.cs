using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// DCGAN's initialisation (Radford et al. 2015, section 4, and the authors' code): weights from N(0, 0.02), BatchNorm's gain from
/// N(1, 0.02), every bias zero.
/// </summary>
public static class DcganInit
{
    /// <summary>The standard deviation of all of them.</summary>
    public const double Deviation = 0.02;

    /// <summary>Draws all the weights of a network anew, in place.</summary>
    public static void Apply(nn.Module network)
    {
        using var noGrad = no_grad();
        foreach (var module in network.modules())
        {
            var (weight, bias, mean) = module switch
            {
                Conv2d m => (m.weight, m.bias, 0.0),
                ConvTranspose2d m => (m.weight, m.bias, 0.0),
                Linear m => (m.weight, m.bias, 0.0),
                BatchNorm2d m => (m.weight, m.bias, 1.0),
                _ => (null, null, 0.0),
            };
            if (weight is not null)
                nn.init.normal_(weight, mean, Deviation);

            if (bias is not null)
                nn.init.zeros_(bias);
        }
    }
}
