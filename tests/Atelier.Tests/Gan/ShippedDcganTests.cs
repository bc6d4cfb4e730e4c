using static TorchSharp.torch;

namespace Atelier.Tests.Gan;

public class ShippedDcganTests
{
    private static readonly string s_file = Path.Combine(CoursePaths.Data, "checkpoints", "dcgan-mnist.safetensors");

    [Fact]
    public void It_is_small_enough_to_ship() => Assert.InRange(new FileInfo(s_file).Length, 1_000_000, 6_000_000);

    /// <summary>Ink falls where it does in MNIST: the mean images agree, and so does how much single pixels vary.</summary>
    [Fact]
    public void Its_pictures_have_the_mean_and_the_spread_of_real_digits()
    {
        using var scope = NewDisposeScope();
        using var generator = DcganGenerator.Trained();
        using var mnist = Mnist.Test();
        var real = mnist.Batch(arange(500)).x.to(Compute.Device);
        var fake = generator.Sample(Latent.Sample(500, seed: 1));
        Assert.InRange(Correlation(real.mean([0]), fake.mean([0])), 0.95, 1);
        Assert.InRange(Correlation(real.std(0), fake.std(0)), 0.95, 1);
        Assert.Equal(real.mean().item<float>(), fake.mean().item<float>(), 0.06);
    }

    [Fact]
    public void It_draws_all_ten_digits_and_most_of_them_well()
    {
        using var scope = NewDisposeScope();
        using var generator = DcganGenerator.Trained();
        using var classifier = DigitClassifier.Trained();
        using var test = Mnist.Load("t10k", MnistFiles.Sample);
        using var judge = new GeneratorJudge(classifier, test.Batch(arange(500)).x.to(Compute.Device));
        var judgement = judge.Judge(generator.Sample(Latent.Sample(500, seed: 1)));
        Assert.Equal(10, judgement.Modes);
        Assert.InRange(judgement.Kl, 0, 0.06); // of 500 pictures; 0.002 of 10 000
        Assert.InRange(judgement.Fcd, 0, 3); // of 500 pictures; 0.17 of 10 000
    }

    private static double Correlation(Tensor a, Tensor b) =>
        corrcoef(stack([a.flatten(), b.flatten()]))[0, 1].item<float>();
}
