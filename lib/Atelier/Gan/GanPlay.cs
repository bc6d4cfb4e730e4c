using TorchSharp;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// The game as it stands: G makes, D is asked. All that is drawn in a round is decided by the settings' seed and the number of
/// rounds so far, so that a training comes out the same whatever else ran before it.
/// </summary>
internal sealed class GanPlay : IDisposable
{
    private readonly RealExamples _real;
    private GanBatch? _prepared;

    public GanPlay(
        nn.Module<Tensor, Tensor> generator, nn.Module<Tensor, Tensor> discriminator, GanSettings settings,
        Func<GanSettings, Device, RealExamples> real)
    {
        (Generator, Discriminator, Settings) = (generator, discriminator, settings);
        Device = generator.parameters().First().device;
        _real = real(settings, Device);
    }

    public nn.Module<Tensor, Tensor> Generator { get; }

    public nn.Module<Tensor, Tensor> Discriminator { get; }

    public Device Device { get; }

    public GanSettings Settings { get; set; }

    /// <summary>Rounds so far: batches that D has been asked about.</summary>
    public int Batches { get; set; }

    /// <summary>Batches in one pass through the images; 0 where they are drawn without end.</summary>
    public int BatchesPerEpoch => _real.BatchesPerEpoch;

    /// <summary>Passes through the images so far; 0 where they are drawn without end.</summary>
    public double Epochs => BatchesPerEpoch > 0 ? (double)Batches / BatchesPerEpoch : 0;

    /// <summary>Torch's random numbers of this round, until it is disposed.</summary>
    public OwnRandom Random() => new(ImageOrder.Mix(Settings.Seed, Batches));

    /// <summary>The next real examples, and as many latent vectors.</summary>
    /// <param name="owner">what will dispose of them; the innermost scope</param>
    public GanBatch Draw(DisposeScope owner)
    {
        var batch = _prepared?.Number == Batches ? _prepared : Drawn(Batches);
        if (batch == _prepared) owner.Attach(batch.X, batch.Z);
        else _prepared?.Dispose();
        _prepared = null;
        Batches++;
        return batch;
    }

    /// <summary>Draws the next ones now: while a GPU is still at work.</summary>
    public void Prepare()
    {
        using var scope = NewDisposeScope();
        _prepared?.Dispose();
        var next = Drawn(Batches);
        _prepared = next with { X = next.X.alias().DetachFromDisposeScope(), Z = next.Z.alias().DetachFromDisposeScope() };
    }

    /// <summary>Asks D about real examples and as many of G's, which are left out of its loss's gradient (detach).</summary>
    public GanRound Ask(GanBatch batch)
    {
        var fake = G(batch.Z);
        var (real, judged) = (D(batch.X), D(fake.detach()));
        return new GanRound(batch.X, fake, real, judged, Settings.DiscriminatorLoss(real, judged));
    }

    /// <summary>D's logits of examples, which it sees as they are augmented.</summary>
    public Tensor D(Tensor x)
    {
        using var precision = Precision();
        return Discriminator.call(Settings.Augment is { } change ? change(x) : x).to(float32);
    }

    private Tensor G(Tensor z)
    {
        using var precision = Precision();
        return Generator.call(z).to(float32);
    }

    // The noise last: sending it waits for the GPU, and the images need not.
    private GanBatch Drawn(int number) => new(number, _real.Batch(number), Noise(number).to(Device));

    /// <summary>[m, 100] from N(0, 1), drawn on the CPU: the same numbers on every device.</summary>
    private Tensor Noise(int number)
    {
        using var generator = new Generator(ImageOrder.Mix(Settings.Seed, number), CPU);
        return randn(Settings.BatchSize, Settings.LatentSize, generator: generator);
    }

    private Autocast? Precision() => Settings.BFloat16 ? Autocast.BFloat16(Device) : null;

    public void Dispose()
    {
        _prepared?.Dispose();
        _real.Dispose();
    }
}
