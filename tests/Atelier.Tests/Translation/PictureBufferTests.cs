using TorchSharp;
using static TorchSharp.torch;

namespace Atelier.Tests.Translation;

/// <summary>Each picture here is one number, the step in which it was made.</summary>
public sealed class PictureBufferTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void While_it_fills_every_picture_comes_back()
    {
        using var buffer = new PictureBuffer(50);
        for (var step = 0; step < 5; step++)
            Assert.True((buffer.Exchange(Made(step, 10)) == step).all().item<bool>());
        Assert.Equal(50, buffer.Count);
    }

    /// <summary>4 000 coins: 50 % ± 4 standard deviations of 0.8 % each.</summary>
    [Fact]
    public void Full_it_gives_back_old_pictures_half_of_the_time()
    {
        using var buffer = new PictureBuffer(50, seed: 1);
        buffer.Exchange(Made(0, 50));
        var old = Enumerable.Range(1, 400).Sum(step => (buffer.Exchange(Made(step, 10)) < step).sum().item<long>());
        Assert.InRange(old / 4000.0, 0.468, 0.532);
        Assert.Equal(50, buffer.Count);
    }

    /// <summary>A picture is in the buffer or handed out, never lost: 2 100 go in.</summary>
    [Theory]
    [InlineData(10)]
    [InlineData(1)] // CycleGAN's own batches
    [InlineData(70)] // more than it holds
    public void No_picture_is_lost_or_doubled(int batch)
    {
        using var buffer = new PictureBuffer(50, seed: 2);
        var numbers = arange(2100).to(float32);
        var given =
            cat([.. Enumerable.Range(0, 2100 / batch).Select(
                i => buffer.Exchange(Picture(numbers.narrow(0, i * batch, batch))).flatten())])
                .to(int64).bincount(weights: null, minlength: 2100);
        Assert.True(given[..50].max().item<long>() <= 2); // the first 50 are handed out at once, and once more when they leave
        Assert.True(given[50..].max().item<long>() <= 1);
        Assert.Equal(2100, given.sum().item<long>());
    }

    [Fact]
    public void Of_size_0_it_hands_everything_on()
    {
        using var buffer = new PictureBuffer(0);
        Assert.True((buffer.Exchange(Made(7, 4)) == 7).all().item<bool>());
    }

    [Fact]
    public void What_comes_back_has_no_gradient_and_is_nobody_elses()
    {
        using var buffer = new PictureBuffer(4);
        var weight = ones(1, requires_grad: true);
        var given = buffer.Exchange(Made(1, 4) * weight);
        Assert.False(given.requires_grad);
        given.fill_(9);
        Assert.Equal(0, (buffer.Exchange(Made(2, 4)) == 9).sum().item<long>());
    }

    private static Tensor Made(int step, int count) => full([count, 1, 1, 1], (float)step);

    private static Tensor Picture(Tensor numbers) => numbers.reshape(-1, 1, 1, 1);
}
