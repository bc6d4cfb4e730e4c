using static TorchSharp.torch;

namespace Atelier.Tests.Painting;

/// <summary>The measures of speckle and grid on pictures whose frequencies are known.</summary>
public class SpectrumTests
{
    /// <summary>A wave has all of its power at its own frequency.</summary>
    [Theory]
    [InlineData(16, 0)]
    [InlineData(8, 0)]
    [InlineData(3, 1)]
    [InlineData(2, 1)]
    public void Power_is_high_where_waves_are_shorter_than_four_pixels(int period, double share) =>
        Assert.Equal(share, Spectrum.HighShare(Wave(96, 120, period)), 1e-3);

    [Fact]
    public void Two_waves_share_by_the_squares_of_their_heights()
    {
        using var scope = NewDisposeScope();
        var both = 0.5 + (Wave(96, 120, 3) - 0.5) + 0.5 * (Wave(96, 120, 12) - 0.5);
        Assert.Equal(1 / (1 + 0.25), Spectrum.HighShare(both), 0.01);
        Assert.Equal(1, Spectrum.Speckle(both, both), 1e-6);
        Assert.Equal(0, Spectrum.HighShare(0.3 * ones(3, 64, 64)), 1e-6);
    }

    /// <summary>White noise has as much power at every frequency, and a circle of radius ¼ covers π / 16 of them.</summary>
    [Fact]
    public void White_noise_has_the_share_of_the_area() =>
        Assert.Equal(1 - Math.PI * 0.25 * 0.25, Spectrum.HighShare(TinyVgg.Picture(256, 256)), 0.01);

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void A_grid_on_noise_sticks_out_at_its_own_period_alone(int period)
    {
        using var scope = NewDisposeScope();
        var noise = TinyVgg.Picture(128, 192);
        var grid = noise + 0.25 * (Wave(128, 192, period) - 0.5);
        Assert.InRange(Spectrum.Grid(noise, period), 0.8, 1.25);
        Assert.True(Spectrum.Grid(grid, period) > 1.5 * Spectrum.Grid(noise, period));
        Assert.InRange(Spectrum.Grid(grid, 6 - period) / Spectrum.Grid(noise, 6 - period), 0.95, 1.05);
    }

    [Fact]
    public void A_grid_is_the_same_upright_and_lying()
    {
        using var scope = NewDisposeScope();
        var x = TinyVgg.Picture(96, 128) + 0.1 * Wave(96, 128, 4);
        Assert.Equal(Spectrum.Grid(x, 4), Spectrum.Grid(x.transpose(1, 2), 4), 1e-3);
    }

    /// <summary>[3, height, width], upright stripes between 0 and 1.</summary>
    private static Tensor Wave(int height, int width, int period)
    {
        var columns = (2 * Math.PI / period * (arange(width, dtype: float32) + 0.5)).sin() / 2 + 0.5;
        return columns.expand(3, height, width).clone();
    }
}
