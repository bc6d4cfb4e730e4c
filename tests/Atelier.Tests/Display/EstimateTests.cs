namespace Atelier.Tests.Display;

public class EstimateTests
{
    [Fact]
    public void Mean_and_standard_error_by_hand()
    {
        var estimate = Estimate.Of([1, 2, 3, 6]);
        Assert.Equal(3, estimate.Mean);
        Assert.Equal(Math.Sqrt(14.0 / 3 / 4), estimate.Error, 15);
    }

    [Fact]
    public void One_value_has_no_error_and_none_is_refused()
    {
        Assert.Equal(new Estimate(5, 0), Estimate.Of([5]));
        Assert.Throws<ArgumentException>(() => Estimate.Of([]));
    }
}
