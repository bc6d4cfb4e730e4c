using TorchSharp;
using static TorchSharp.torch;

namespace Atelier.Tests.Judging;

/// <summary>Features that no distance can be computed of are refused by name, whatever the measure.</summary>
public sealed class FeatureRefusalTests : IDisposable
{
    private static readonly Dictionary<string, Action<Tensor, Tensor>> s_measures = new()
    {
        ["Fréchet"] = (real, fake) => FrechetClassifierDistance.Between(real, fake),
        ["kernel"] = (real, fake) => KernelDistance.Between(real, fake),
        ["kernel over subsets"] = (real, fake) => KernelDistance.OverSubsets(real, fake, subsets: 2),
        ["precision and recall"] = (real, fake) => PrecisionRecall.Between(real, fake),
    };

    private readonly DisposeScope _scope = NewDisposeScope();

    public static TheoryData<string> Measures => [.. s_measures.Keys];

    public void Dispose() => _scope.Dispose();

    [Theory, MemberData(nameof(Measures))]
    public void A_value_that_is_no_number(string measure)
    {
        var bad = ones(10, 2);
        bad[3, 1] = float.NaN;
        Assert.StartsWith("The first set of features (real) came with 1 of 20 values", Refusal(measure, bad, ones(10, 2)));
        Assert.StartsWith("The second set of features (fake) came with 1 of 20 values", Refusal(measure, ones(10, 2), bad));
    }

    [Theory, MemberData(nameof(Measures))]
    public void A_set_that_is_no_table(string measure)
    {
        const string Wanted = "Two sets of features [N, F] with the same F were expected, but the shapes are ";
        Assert.Equal($"{Wanted}[10] and [10, 2].", Refusal(measure, ones(10), ones(10, 2)));
        Assert.Equal($"{Wanted}[10, 2] and [10, 2, 1].", Refusal(measure, ones(10, 2), ones(10, 2, 1)));
        Assert.Equal($"{Wanted}[10, 2] and [10, 3].", Refusal(measure, ones(10, 2), ones(10, 3)));
    }

    [Theory, MemberData(nameof(Measures))]
    public void A_set_of_one(string measure)
    {
        Assert.EndsWith(" samples, but the shapes are [1, 2] and [10, 2].", Refusal(measure, ones(1, 2), ones(10, 2)));
        Assert.EndsWith(" samples, but the shapes are [10, 2] and [1, 2].", Refusal(measure, ones(10, 2), ones(1, 2)));
    }

    [Theory]
    [InlineData(0, "The first mean")]
    [InlineData(1, "The first covariance")]
    [InlineData(2, "The second mean")]
    [InlineData(3, "The second covariance")]
    public void A_Gaussian_of_what_is_no_number(int place, string what)
    {
        Tensor[] two = [zeros(2), eye(2), zeros(2), eye(2)];
        two[place] = two[place] / 0;
        Assert.StartsWith($"{what} came with ", Assert.Throws<ArgumentException>(
            () => FrechetClassifierDistance.OfGaussians(two[0], two[1], two[2], two[3])).Message);
    }

    private static string Refusal(string measure, Tensor real, Tensor fake) =>
        Assert.Throws<ArgumentException>(() => s_measures[measure](real, fake)).Message;
}
