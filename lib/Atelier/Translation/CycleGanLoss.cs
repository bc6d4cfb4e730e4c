using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// The losses of CycleGAN (Zhu et al. 2017, arXiv:1703.10593, section 3). Its game is the one of least squares (Mao et al. 2016,
/// arXiv:1611.04076): D gives numbers without a limit, 1 for real pictures and 0 for made ones. All are means, to be minimised.
/// </summary>
public static class CycleGanLoss
{
    /// <summary>
    /// lossD = ½ E[(D(y) − 1)²] + ½ E[D(G(x))²]; the half is the paper's, which lets D learn more slowly than G. ¼ where D is
    /// undecided.
    /// </summary>
    /// <param name="real">what D gives for real pictures, any shape</param>
    /// <param name="fake">what D gives for made pictures, any shape</param>
    public static Tensor Discriminator(Tensor real, Tensor fake) => 0.5 * (real - 1).square().mean() + 0.5 * fake.square().mean();

    /// <summary>lossG = E[(D(G(x)) − 1)²].</summary>
    /// <param name="fake">what D gives for made pictures, any shape</param>
    public static Tensor Generator(Tensor fake) => (fake - 1).square().mean();

    /// <summary>
    /// Mean |x̂ − x|: how far a picture that went there and back is from itself (equation 2, one half of it), and how far a
    /// picture is changed that was to stay as it is (the identity loss of section 5.2).
    /// </summary>
    /// <param name="returned">x̂, the pictures after the translation</param>
    /// <param name="original">x, the pictures before, of the same shape</param>
    public static Tensor Distance(Tensor returned, Tensor original) => nn.functional.l1_loss(returned, original);
}
