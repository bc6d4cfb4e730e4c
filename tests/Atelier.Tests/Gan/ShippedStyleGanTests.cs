using static TorchSharp.torch;

namespace Atelier.Tests.Gan;

public class ShippedStyleGanTests
{
    private static readonly string s_file = Path.Combine(CoursePaths.Data, "checkpoints", "stylegan-mnist.safetensors");

    [Fact]
    public void It_is_small_enough_to_ship_and_says_how_it_was_made()
    {
        Assert.InRange(new FileInfo(s_file).Length, 1_000_000, 6_000_000);
        var said = SafeTensors.LoadMetadata(s_file);
        Assert.All(["steps", "batch", "minutes", "device"], key => Assert.Contains(key, said.Keys));
    }

    [Fact]
    public void It_draws_all_ten_digits()
    {
        using var scope = NewDisposeScope();
        using var generator = StyleGanGenerator.Trained();
        using var classifier = DigitClassifier.Trained();
        using var test = Mnist.Load("t10k", MnistFiles.Sample);
        using var judge = new GeneratorJudge(classifier, test.Batch(arange(500)).x.to(Compute.Device));
        var judgement = judge.Judge(generator.Sample(Latent.Sample(500, seed: 1)));
        Assert.Equal(10, judgement.Modes);
        Assert.InRange(judgement.Fcd, 0, 8); // of 500 pictures
    }
}
