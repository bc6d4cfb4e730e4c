using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// A DCGAN with a quarter of the usual channels, for experiments that take seconds: it draws crude but readable digits after 300 rounds. All
/// that happens is kept in <see cref="History"/>.
/// </summary>
public sealed class SmallGan : IDisposable
{
    private const int BatchSize = 32, Channels = 32, PicturesAtOnce = 500;

    private readonly Mnist mnist;
    private readonly List<SmallGanRound> history = [];
    private int epoch;
    private IEnumerator<(Tensor x, Tensor labels)>? batches;

    /// <summary>Makes fresh networks.</summary>
    /// <param name="mnist">the digits to learn from; the caller owns them</param>
    /// <param name="settings">those that work, by default</param>
    public SmallGan(Mnist mnist, SmallGanSettings? settings = null)
    {
        (this.mnist, Settings) = (mnist, settings ?? new SmallGanSettings());
        Seed.Everything(Settings.Seed);
        G = SmallNetworks.Generator(Channels, Settings).to(Compute.Device);
        D = SmallNetworks.Discriminator(Channels / 2, Settings).to(Compute.Device);
        First = Draw(PicturesAtOnce).DetachFromDisposeScope();
    }

    /// <summary>What it was made with. Change some (<c>gan.Settings = gan.Settings with { ... }</c>) and go on training.</summary>
    public SmallGanSettings Settings { get; set; }

    /// <summary>G: [N, 100] → [N, 1, 28, 28] in −1 … 1.</summary>
    public nn.Module<Tensor, Tensor> G { get; }

    /// <summary>D: [N, 1, 28, 28] → logits [N, 1].</summary>
    public nn.Module<Tensor, Tensor> D { get; }

    /// <summary>Pictures by G before it learnt anything, [500, 1, 28, 28].</summary>
    public Tensor First { get; }

    /// <summary>All rounds so far.</summary>
    public IReadOnlyList<SmallGanRound> History => history;

    /// <summary>Trains for so many further rounds, with Adam (β1 = 0.5).</summary>
    /// <param name="rounds">each one is <see cref="SmallGanSettings.StepsOfD"/> steps of D, then one of G, with 32 pictures a step</param>
    /// <param name="cancellation">stops between two rounds; what was learnt is kept</param>
    public void Train(int rounds, CancellationToken cancellation = default)
    {
        using var adamG = optim.Adam(G.parameters(), Settings.LearningRateG, beta1: 0.5);
        using var adamD = optim.Adam(D.parameters(), Settings.LearningRateD, beta1: 0.5);
        for (var round = 0; round < rounds; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            history.Add(Play(adamG, adamD));
        }
    }

    /// <summary>Pictures of fresh noise. BatchNorm uses each batch's own statistics, as in training, so that few rounds are enough.</summary>
    /// <param name="n">how many, at least 2</param>
    /// <param name="seed">the same seed gives the same noise</param>
    /// <returns>[n, 1, 28, 28] in −1 … 1</returns>
    public Tensor Draw(int n, int seed = 0)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        return cat([.. Latent.Sample(n, seed).chunk((n + PicturesAtOnce - 1) / PicturesAtOnce).Select(G.call)]).MoveToOuterDisposeScope();
    }

    /// <summary>Frees the networks.</summary>
    public void Dispose()
    {
        batches?.Dispose();
        First.Dispose();
        G.Dispose();
        D.Dispose();
    }

    private SmallGanRound Play(Adam adamG, Adam adamD)
    {
        using var scope = NewDisposeScope();
        var (lossD, real, fake) = AskD();
        for (var step = 1; step <= Settings.StepsOfD; step++)
        {
            if (step > 1)
                (lossD, real, fake) = AskD();
            Descend(lossD, D, adamD);
        }

        var (lossG, gradient) = StepG(adamG);
        return new SmallGanRound(
            lossD.item<float>(), lossG, real.sigmoid().mean().item<float>(), fake.sigmoid().mean().item<float>(), gradient);
    }

    private (Tensor LossD, Tensor Real, Tensor Fake) AskD()
    {
        var real = D.call(Augmented(NextDigits()));
        var fake = D.call(Augmented(G.call(Latent.Sample(BatchSize)).detach()));
        return (GanLoss.Discriminator(real, fake), real, fake);
    }

    private (double LossG, double Gradient) StepG(Adam adamG)
    {
        using var still = Frozen.Weights(D);
        var lossG = Settings.GeneratorLoss(D.call(Augmented(G.call(Latent.Sample(BatchSize)))));
        Descend(lossG, G, adamG);
        var squares = stack([.. G.parameters().Select(weight => weight.grad!.square().sum())]);
        return (lossG.item<float>(), squares.sum().sqrt().item<float>());
    }

    private Tensor Augmented(Tensor x) => Settings.Augment is { } change ? change(x) : x;

    private static void Descend(Tensor loss, nn.Module network, optim.Optimizer adam)
    {
        network.zero_grad();
        loss.backward();
        adam.step();
    }

    private Tensor NextDigits()
    {
        if (batches is null || !batches.MoveNext())
        {
            batches?.Dispose();
            batches = mnist.Batches(BatchSize, Settings.Seed + epoch++).GetEnumerator();
            batches.MoveNext();
        }

        return batches.Current.x.to(Compute.Device);
    }
}
