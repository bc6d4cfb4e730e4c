using System.Globalization;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>The share of each digit in a set of pictures.</summary>
/// <param name="Shares">ten shares that sum to 1, for the digits 0 to 9</param>
public sealed record ClassHistogram(IReadOnlyList<double> Shares)
{
    /// <summary>Digits that were never to be seen count as absent below this share.</summary>
    public const double Least = 0.01;

    /// <summary>Counts the digits.</summary>
    /// <param name="labels">[N], int64, each 0 … 9</param>
    public static ClassHistogram Of(Tensor labels)
    {
        using var counts = labels.flatten().bincount(null, 10).to(float64) / labels.numel();
        return new ClassHistogram(counts.cpu().data<double>().ToArray());
    }

    /// <summary>How many of the ten digits are there: those with a share of at least <see cref="Least"/>.</summary>
    public int Modes => Shares.Count(share => share >= Least);

    /// <summary>
    /// KL(this ‖ other) = Σ p log(p / q), in nats: 0 when the two are equal, log 10 = 2.30 for a single digit against equal
    /// shares. A digit with p = 0 adds nothing, so a missing digit is a matter for <see cref="Modes"/>.
    /// </summary>
    /// <param name="other">q: the histogram of the data; infinite if it lacks a digit that this one has</param>
    public double DivergenceFrom(ClassHistogram other) =>
        Shares.Zip(other.Shares, (p, q) => p == 0 ? 0 : p * Math.Log(p / q)).Sum();

    /// <summary>The shares in percent.</summary>
    public override string ToString() =>
        string.Join(
            ", ", Shares.Select((share, digit) => string.Create(CultureInfo.InvariantCulture, $"{digit}: {100 * share:f1} %")));
}
