namespace Atelier;

/// <summary>What one training step came to.</summary>
/// <param name="Step">steps done, this one included</param>
/// <param name="Epoch">epochs done: times that the images were seen, as a fraction</param>
/// <param name="LossD">the discriminator's loss, <see cref="GanLoss.Discriminator"/></param>
/// <param name="LossG">the generator's loss</param>
/// <param name="DReal">mean of D(x) over the real images, 0 … 1</param>
/// <param name="DFake">mean of D(G(z)) before D learnt from this batch, 0 … 1; both means near ½ when neither side is
/// winning</param>
/// <param name="ImagesPerSecond">real images trained on in each second since training was started or resumed, without the time of
/// callbacks</param>
public sealed record GanStep(int Step, double Epoch, float LossD, float LossG, float DReal, float DFake, double ImagesPerSecond);
