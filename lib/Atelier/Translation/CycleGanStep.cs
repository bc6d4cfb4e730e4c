namespace Atelier;

/// <summary>What one step of a <see cref="CycleGanTrainer"/> came to.</summary>
/// <param name="Step">steps done, this one included</param>
/// <param name="LossD">the two discriminators' losses together, before their last step</param>
/// <param name="LossG">what the game says of the two translators together, without the losses below</param>
/// <param name="CycleA">mean |F(G(a)) − a| over the batch, 0 … 2; 0 where λ_A is 0</param>
/// <param name="CycleB">mean |G(F(b)) − b| over the batch, 0 … 2; 0 where λ_B is 0</param>
/// <param name="Identity">mean |F(a) − a| over the batch, 0 … 2; 0 where its weight is 0</param>
/// <param name="Seconds">time of this step</param>
public sealed record CycleGanStep(
    int Step, float LossD, float LossG, float CycleA, float CycleB, float Identity, double Seconds);
