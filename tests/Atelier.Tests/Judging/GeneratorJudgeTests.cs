using static TorchSharp.torch;

namespace Atelier.Tests.Judging;

public class GeneratorJudgeTests
{
    [Fact]
    public void Real_digits_set_the_floor_and_worse_pictures_lie_above_it()
    {
        using var scope = NewDisposeScope();
        using var classifier = DigitClassifier.Trained();
        using var train = Mnist.Load("train", MnistFiles.Sample);
        using var test = Mnist.Load("t10k", MnistFiles.Sample);
        using var judge = new GeneratorJudge(classifier, test.Batch(arange(500)).x);
        var real = train.Batch(arange(500)).x;

        var floor = judge.Judge(real);
        Assert.Equal(10, floor.Modes);
        Assert.InRange(floor.Kl, 0, 0.02);
        Assert.InRange(floor.Precision, 0.8, 1);
        Assert.InRange(floor.Recall, 0.8, 1);

        var blurred = judge.Judge(nn.functional.avg_pool2d(real, 5, 1, 2));
        Assert.True(blurred.Fcd > 5 * floor.Fcd);
        Assert.True(blurred.Kid.Mean > floor.Kid.Mean + 5 * floor.Kid.Error);

        var onlyOnes = judge.Judge(train.Batch((train.Labels == 1).nonzero().flatten()[..150]).x);
        Assert.Equal(1, onlyOnes.Modes);
        Assert.InRange(onlyOnes.Kl, 2, 2.6); // log 10 = 2.30, a little more where the test set has fewer ones
        Assert.InRange(onlyOnes.Precision, 0.6, 1);
        Assert.InRange(onlyOnes.Recall, 0, 0.2);

        var noise = judge.Judge(2 * rand(500, 1, 28, 28) - 1);
        Assert.InRange(noise.Recall, 0, 0.1); // its precision may be high: one ball around an outlier is enough to hold it
        Assert.True(noise.Fcd > 20 * floor.Fcd);
    }
}
