using static TorchSharp.torch;

namespace Atelier;

/// <summary>What a discriminator pays besides its loss.</summary>
/// <param name="Of">
/// from D, real and generated examples, both without augmentation, to one number with a gradient for D's weights
/// </param>
/// <param name="Every">
/// steps of D from one payment to the next. A penalty that changes slowly need not be computed at each: what is paid is then
/// <paramref name="Every"/> times as much (Karras et al. 2019, arXiv:1912.04958, section 3.1)
/// </param>
public sealed record GanPenalty(Func<nn.Module<Tensor, Tensor>, Tensor, Tensor, Tensor> Of, int Every = 1);
