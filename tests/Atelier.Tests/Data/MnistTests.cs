using Atelier.Tests.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Atelier.Tests.Data;

public sealed class MnistTests : IDisposable
{
    private readonly Mnist _sample = Mnist.Load("train", MnistFiles.Sample);

    public void Dispose() => _sample.Dispose();

    [Fact]
    public void The_sample_is_whole_and_balanced()
    {
        Assert.True(MnistFiles.Sample.AreHere);
        Assert.Equal([2000, 1, 28, 28], _sample.Images.shape);
        Assert.Equal(ScalarType.Int64, _sample.Labels.dtype);
        Assert.Equal(Enumerable.Repeat(200L, 10), _sample.Labels.bincount(null).data<long>().ToArray());
        using var test = Mnist.Load("t10k", MnistFiles.Sample);
        Assert.Equal(Enumerable.Repeat(50L, 10), test.Labels.bincount(null).data<long>().ToArray());
    }

    [Fact]
    public void A_batch_is_the_bytes_on_a_scale_from_minus_one_to_one()
    {
        using var scope = NewDisposeScope();
        var (x, labels) = _sample.Batch(tensor(new long[] { 7, 0, 1999 }));
        Assert.Equal([3, 1, 28, 28], x.shape);
        Assert.Equal(_sample.Labels[1999].item<long>(), labels[2].item<long>());
        var bytes = _sample.Images[7].data<byte>().ToArray();
        Assert.Equal(bytes.Select(value => value / 127.5f - 1), x[0].data<float>().ToArray());
        Assert.Equal(-1, x.min().item<float>());
        Assert.Equal(1, x.max().item<float>());
    }

    [Fact]
    public void An_epoch_shows_each_picture_once_and_drops_the_rest()
    {
        var seen = Numbered(_sample, batchSize: 300, seed: 1);
        Assert.Equal(1800, seen.Count);
        Assert.Equal(1800, seen.Distinct().Count());
        Assert.NotEqual(seen.Order(), seen);
    }

    [Fact]
    public void A_seed_fixes_the_order()
    {
        Assert.Equal(Numbered(_sample, 128, seed: 5), Numbered(_sample, 128, seed: 5));
        Assert.NotEqual(Numbered(_sample, 128, seed: 5), Numbered(_sample, 128, seed: 6));
    }

    [Fact]
    public void A_sample_is_different_pictures_from_minus_one_to_one_and_its_seed_decides_which()
    {
        using var scope = NewDisposeScope();
        var x = _sample.Sample(500, seed: 4).cpu();
        Assert.Equal([500, 1, 28, 28], x.shape);
        Assert.Equal((-1, 1), (x.min().item<float>(), x.max().item<float>()));
        var all = _sample.Batch(arange(_sample.Count)).x.flatten(1);
        var places = cdist(x.flatten(1), all).argmin(1);
        Assert.True(all.index_select(0, places).Same(x.flatten(1))); // each of them is one of the set ...
        Assert.Equal(500, places.data<long>().Distinct().Count()); // ... and none comes twice
        manual_seed(9);
        Assert.True(x.Same(_sample.Sample(500, seed: 4).cpu()));
        Assert.False(x.Same(_sample.Sample(500, seed: 5).cpu()));
    }

    [Fact]
    public void The_largest_sample_is_all_pictures_and_a_larger_one_is_refused()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(_sample.Batch(arange(_sample.Count)).x.mean().item<float>(),
            _sample.Sample(2000, seed: 1).mean().item<float>(), 1e-5);
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => _sample.Sample(2001, seed: 1));
        Assert.Contains("1 … 2,000 is wanted", error.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => _sample.Sample(0, seed: 1));
    }

    [Fact]
    public void Without_a_seed_torch_decides()
    {
        manual_seed(3);
        var (first, second) = (Numbered(_sample, 128, null), Numbered(_sample, 128, null));
        Assert.NotEqual(first, second);
        manual_seed(3);
        Assert.Equal(first, Numbered(_sample, 128, null));
    }

    [Fact]
    public void A_seed_leaves_torchs_own_generator_alone()
    {
        manual_seed(3);
        using var expected = rand(1);
        manual_seed(3);
        Numbered(_sample, 128, seed: 5);
        using var actual = rand(1);
        Assert.Equal(expected.item<float>(), actual.item<float>());
    }

    [Fact]
    public void A_loop_over_batches_holds_one_at_a_time()
    {
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        var counts = new List<long>();
        foreach (var (x, labels) in _sample.Batches(100, seed: 1))
            counts.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount - before);
        Assert.Equal(20, counts.Count);
        Assert.Single(counts.Distinct());
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void The_first_batch_outlives_the_loop_that_drew_it()
    {
        var (x, labels) = _sample.Batches(16, seed: 1).First();
        Assert.Equal([16, 1, 28, 28], x.shape);
        x.Dispose();
        labels.Dispose();
    }

    [Fact]
    public void Batches_go_on_when_the_scope_of_their_first_step_closes()
    {
        using var batches = _sample.Batches(16, seed: 1).GetEnumerator();
        using (NewDisposeScope())
            batches.MoveNext();
        Assert.True(batches.MoveNext());
        Assert.Equal(16, batches.Current.x.shape[0]);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(15)]
    public void A_subset_is_balanced(int count)
    {
        using var subset = _sample.Subset(count);
        var perDigit = subset.Labels.bincount(null, minlength: 10).data<long>().ToArray();
        Assert.Equal(count, perDigit.Sum());
        Assert.True(perDigit.Max() - perDigit.Min() <= 1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2001)]
    public void A_subset_that_cannot_be_is_refused(int count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _sample.Subset(count));

    [Fact]
    public void Moving_to_the_same_device_changes_nothing()
    {
        var sum = _sample.Images.sum().item<long>();
        Assert.Same(_sample, _sample.To(CPU));
        Assert.Equal(sum, _sample.Images.sum().item<long>());
    }

    [Fact]
    public void It_says_where_it_came_from() =>
        Assert.Contains("the course's own sample", _sample.Describe(), StringComparison.Ordinal);

    /// <summary>The order of an epoch: a weighted sum of its pixels, and its label, tell which picture it is.</summary>
    private static List<(float, long)> Numbered(Mnist mnist, int batchSize, long? seed)
    {
        var seen = new List<(float, long)>();
        foreach (var (x, labels) in mnist.Batches(batchSize, seed))
        {
            using var scope = NewDisposeScope();
            var weights = arange(784, dtype: float32).view(1, 1, 28, 28).sin();
            seen.AddRange((x * weights).sum([1, 2, 3]).data<float>().ToArray().Zip(labels.data<long>().ToArray()));
        }
        return seen;
    }
}
