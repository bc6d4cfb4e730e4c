using Atelier.Tests.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Atelier.Tests.Judging;

[Collection(nameof(Alone))]
public class DigitClassifierTests
{
    [Fact]
    public void It_has_the_weights_that_its_description_says()
    {
        using var classifier = new DigitClassifier();
        Assert.Equal(65_290, classifier.parameters().Sum(p => p.numel()));
    }

    [Fact]
    public void The_head_sees_the_features()
    {
        using var scope = NewDisposeScope();
        using var classifier = DigitClassifier.Trained();
        var x = rand(3, 1, 28, 28) * 2 - 1;
        var features = classifier.Features(x);
        var weights = classifier.state_dict();
        var byHand = features.matmul(weights["head.weight"].t()) + weights["head.bias"];
        Assert.Equal([3, DigitClassifier.FeatureCount], features.shape);
        Assert.True(features.min().item<float>() >= 0);
        Assert.InRange((classifier.call(x) - byHand).abs().max().item<float>(), 0, 1e-4);
        Assert.True(byHand.argmax(1).Same(classifier.Digits(x)));
    }

    [Fact]
    public void Parts_and_the_mode_of_training_do_not_change_what_it_sees()
    {
        using var scope = NewDisposeScope();
        using var classifier = DigitClassifier.Trained();
        var x = rand(730, 1, 28, 28) * 2 - 1;
        var features = classifier.Features(x);
        classifier.train();
        Assert.InRange((classifier.Features(x[600..]) - features[600..]).abs().max().item<float>(), 0, 1e-5);
        Assert.True(classifier.training);
        Assert.False(features.requires_grad);
    }

    [Fact]
    public void The_shipped_one_reads_real_digits()
    {
        using var classifier = DigitClassifier.Trained();
        using var test = Mnist.Load("t10k", MnistFiles.Sample);
        Assert.InRange(classifier.Accuracy(test), 0.98, 1);
    }

    [Fact]
    public void A_fresh_one_learns_from_a_few_digits_and_leaves_no_tensor_behind()
    {
        using var train = Mnist.Load("train", MnistFiles.Sample);
        using var test = Mnist.Load("t10k", MnistFiles.Sample);
        Seed.Everything(1);
        using var classifier = new DigitClassifier();
        ClassifierTraining.Run(classifier, train, epochs: 1);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        var shares = new List<double>();
        ClassifierTraining.Run(classifier, train, epochs: 3, progress: shares.Add);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.Equal(3 * (2000 / 128), shares.Count);
        Assert.Equal(1, shares[^1]);
        Assert.InRange(classifier.Accuracy(test), 0.85, 1);
    }

    [Fact]
    public void Training_can_be_stopped()
    {
        using var train = Mnist.Load("train", MnistFiles.Sample);
        using var classifier = new DigitClassifier();
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(
            () => ClassifierTraining.Run(classifier, train, epochs: 1, progress: _ => stop.Cancel(), cancellation: stop.Token));
    }
}
