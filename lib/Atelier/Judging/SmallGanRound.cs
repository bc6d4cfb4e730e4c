namespace Atelier;

/// <summary>What one round of a <see cref="SmallGan"/> came to.</summary>
/// <param name="LossD">the discriminator's loss, before its last step</param>
/// <param name="LossG">the generator's loss</param>
/// <param name="DReal">mean of D(x), 0 … 1</param>
/// <param name="DFake">mean of D(G(z)), 0 … 1</param>
/// <param name="GradientG">|∇lossG|: the length of the gradient over all of G's weights</param>
public sealed record SmallGanRound(double LossD, double LossG, double DReal, double DFake, double GradientG);
