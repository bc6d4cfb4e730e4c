namespace Atelier;

/// <summary>What the metrics say of a set of pictures.</summary>
/// <param name="Fcd">
/// <see cref="FrechetClassifierDistance"/>; only comparable for one classifier and one number of pictures
/// </param>
/// <param name="Kid"><see cref="KernelDistance"/>, a mean over subsets that share no picture</param>
/// <param name="Precision">0 … 1, <see cref="PrecisionRecall"/></param>
/// <param name="Recall">0 … 1</param>
/// <param name="Modes">digits of ten, <see cref="ClassHistogram.Modes"/></param>
/// <param name="Kl">KL divergence of their class histogram from that of the real pictures, in nats</param>
public sealed record Judgement(double Fcd, Estimate Kid, double Precision, double Recall, int Modes, double Kl);
