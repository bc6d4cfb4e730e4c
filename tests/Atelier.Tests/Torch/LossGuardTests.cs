using static TorchSharp.torch;

namespace Atelier.Tests.Torch;

public class LossGuardTests
{
    [Theory]
    [InlineData(double.NaN, "lossD is not a number (NaN)")]
    [InlineData(double.PositiveInfinity, "lossD is infinite")]
    [InlineData(double.NegativeInfinity, "lossD is infinite")]
    public void The_one_line_names_the_step_the_loss_the_last_finite_value_and_the_causes(double value, string words)
    {
        var guard = new LossGuard("G");
        guard.Check(3, 0.01, ("lossG", 7), ("lossD", 1.25));
        guard.Check(4, 0.01, ("lossG", 8));
        var error = Assert.Throws<NotFiniteNumberException>(() => guard.Check(5, 0.01, ("lossG", 9), ("lossD", value)));
        Assert.Equal(value, error.OffendingNumber);
        Assert.DoesNotContain('\n', error.Message);
        Assert.StartsWith($"Step 5: {words}", error.Message);
        Assert.Contains("its last finite value was 1.25, in step 3", error.Message);
        Assert.Contains("a learning rate that is too high (it is 0.01)", error.Message);
        Assert.EndsWith("G is as it was before this step.", error.Message);
    }

    [Fact]
    public void A_loss_that_was_never_finite_is_said_to_be_so()
    {
        var error = Assert.Throws<NotFiniteNumberException>(() => new LossGuard().Check(1, null, ("loss", double.NaN)));
        Assert.Contains("it has never been finite", error.Message);
        Assert.EndsWith("the logarithm of 0.", error.Message);
    }

    [Fact]
    public void A_loss_on_the_CPU_is_read_before_the_step()
    {
        using var loss = tensor(float.NaN);
        Assert.Throws<NotFiniteNumberException>(() => new LossGuard().CheckOnCpu(1, null, "loss", loss));
    }
}
