using TorchSharp;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// A DCGAN with a quarter of the usual channels, for experiments that take seconds: it draws crude but readable digits after 300
/// steps.
/// </summary>
public sealed class SmallGan : IDisposable
{
    private const int PicturesAtOnce = 500;

    /// <summary>Makes fresh networks.</summary>
    /// <param name="mnist">the digits to learn from, at least a batch; the caller owns them</param>
    /// <param name="settings"><see cref="Usual"/>, or changed from it</param>
    /// <param name="networks">those that work, by default</param>
    public SmallGan(Mnist mnist, GanSettings? settings = null, SmallNetworks? networks = null)
    {
        var (own, kind) = (settings ?? Usual, networks ?? new SmallNetworks());
        using (new OwnRandom((ulong)own.Seed))
            (G, D) = (kind.Generator().to(Compute.Device), kind.Discriminator().to(Compute.Device));
        Trainer = new GanTrainer(G, D, mnist.Images, own);
        First = Draw(PicturesAtOnce).DetachFromDisposeScope();
    }

    /// <summary>The settings that work, to change some of: <c>SmallGan.Usual with { StepsOfD = 3 }</c>.</summary>
    public static GanSettings Usual { get; } = new() { BatchSize = 32, LearningRateG = 5e-4, LearningRateD = 5e-4, Seed = 1 };

    /// <summary>What trains the two networks, and keeps the losses of each step.</summary>
    public GanTrainer Trainer { get; }

    /// <summary>G: [N, 100] → [N, 1, 28, 28] in −1 … 1.</summary>
    public nn.Module<Tensor, Tensor> G { get; }

    /// <summary>D: [N, 1, 28, 28] in −1 … 1 → logits [N, 1].</summary>
    public nn.Module<Tensor, Tensor> D { get; }

    /// <summary>Pictures by G before it learnt anything, [500, 1, 28, 28] in −1 … 1.</summary>
    public Tensor First { get; }

    /// <summary>
    /// Pictures of fresh noise. BatchNorm uses each batch's own statistics, as in training, so that few steps are enough.
    /// </summary>
    /// <param name="n">how many, at least 2</param>
    /// <param name="seed">the same seed gives the same noise</param>
    /// <returns>[n, 1, 28, 28] in −1 … 1</returns>
    public Tensor Draw(int n, int seed = 0)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        return cat([.. Latent.Sample(n, seed).chunk((n + PicturesAtOnce - 1) / PicturesAtOnce)
            .Select(G.call)]).MoveToOuterDisposeScope();
    }

    /// <summary>Frees the networks.</summary>
    public void Dispose()
    {
        foreach (var part in new IDisposable[] { Trainer, First, G, D }) part.Dispose();
    }
}
