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
    private readonly LossGuard guard = new(kept: "G");
    private int epoch;
    private IEnumerator<(Tensor x, Tensor labels)>? batches;

    /// <summary>Makes fresh networks.</summary>
    /// <param name="mnist">the digits to learn from, at least 32; the caller owns them</param>
    /// <param name="settings">those that work, by default</param>
    public SmallGan(Mnist mnist, SmallGanSettings? settings = null)
    {
        (this.mnist, Settings) = (mnist, settings ?? new SmallGanSettings());
        Require.AtLeast(BatchSize, (int)mnist.Count, "The number of digits");
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
    /// <exception cref="NotFiniteNumberException">
    /// A loss, or G's gradient, is NaN or infinite. Neither network has taken a step by it; on a GPU D may have, and G has not.
    /// </exception>
    public void Train(int rounds, CancellationToken cancellation = default)
    {
        Require.AtLeast(1, rounds, "The number of rounds");
        using var adamG = optim.Adam(
            G.parameters(), Require.LearningRate(Settings.LearningRateG, "SmallGanSettings.LearningRateG"), beta1: 0.5);
        using var adamD = optim.Adam(
            D.parameters(), Require.LearningRate(Settings.LearningRateD, "SmallGanSettings.LearningRateD"), beta1: 0.5);
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
            guard.CheckOnCpu(history.Count + 1, Settings.LearningRateD, "lossD", lossD);
            Differentiate(lossD, D);
            adamD.step();
        }

        var (lossG, gradient) = AskG();
        // The only wait for the device in a round. It comes before G moves, so that G never follows a loss that is no number.
        var numbers = stack([lossD, lossG, real.sigmoid().mean(), fake.sigmoid().mean(), gradient]).detach().cpu().data<float>();
        var round = new SmallGanRound(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
        guard.Check(
            history.Count + 1, Settings.LearningRateG,
            ("lossD", round.LossD), ("lossG", round.LossG), ("the length of lossG's gradient", round.GradientG));
        adamG.step();
        return round;
    }

    private (Tensor LossD, Tensor Real, Tensor Fake) AskD()
    {
        var real = D.call(Augmented(NextDigits()));
        var fake = D.call(Augmented(G.call(Latent.Sample(BatchSize)).detach()));
        return (GanLoss.Discriminator(real, fake), real, fake);
    }

    private (Tensor LossG, Tensor Gradient) AskG()
    {
        using var still = Frozen.Weights(D);
        var lossG = Settings.GeneratorLoss(D.call(Augmented(G.call(Latent.Sample(BatchSize)))));
        Differentiate(lossG, G);
        var squares = stack([.. G.parameters().Select(weight => weight.grad!.square().sum())]);
        return (lossG, squares.sum().sqrt());
    }

    private Tensor Augmented(Tensor x) => Settings.Augment is { } change ? change(x) : x;

    private static void Differentiate(Tensor loss, nn.Module network)
    {
        network.zero_grad();
        loss.backward();
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
