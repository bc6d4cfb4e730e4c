namespace Atelier;

/// <summary>What one training step came to.</summary>
/// <param name="Step">steps done, this one included</param>
/// <param name="Epoch">times that the images were seen, as a fraction; 0 where they are drawn without end</param>
/// <param name="LossD">the discriminator's loss, before its last step</param>
/// <param name="LossG">the generator's loss</param>
/// <param name="DReal">mean of D(x) over the real examples, 0 … 1</param>
/// <param name="DFake">mean of D(G(z)) before D's last step, 0 … 1; both means near ½ when neither side is winning</param>
/// <param name="GradientG">|∇lossG|: the length of the gradient over all of G's weights</param>
/// <param name="ImagesPerSecond">real examples trained on in each second since training was started or resumed, without the time
/// of callbacks</param>
public sealed record GanStep(
    int Step, double Epoch, float LossD, float LossG, float DReal, float DFake, float GradientG, double ImagesPerSecond);
