namespace Atelier.Tests.Judging;

public class FailureDetectorTests
{
    private static readonly Symptoms s_healthy = new()
    {
        FirstVariety = 0.1,
        FirstSlope = 0.98,
        LossD = 1.0,
        HighestLossD = 2.5,
        GradientG = 5,
        Variety = 0.38,
        Checkerboard = 0.01,
    };

    public static TheoryData<Failure, Symptoms> Cases => new()
    {
        { Failure.None, s_healthy },
        { Failure.BadInitialisation, s_healthy with { FirstSlope = 0.1, LossD = 0.01, Variety = 0.1 } },
        { Failure.DyingSignal, s_healthy with { FirstVariety = 0.003, Variety = 0.01 } },
        { Failure.LearningRateTooHigh, s_healthy with { HighestLossD = 30, LossD = 0.01, Variety = 0 } },
        { Failure.StarvedGenerator, s_healthy with { LossD = 0.001, GradientG = 1e-4, Variety = 0.05 } },
        { Failure.OvertrainedDiscriminator, s_healthy with { LossD = 0.005, GradientG = 8, Variety = 0.1 } },
        { Failure.Collapse, s_healthy with { Variety = 0.02 } },
        { Failure.Checkerboard, s_healthy with { Checkerboard = 0.2 } },
    };

    [Fact]
    public void A_number_that_is_none_is_no_good_sign() => Assert.Equal(
        "numbers that are not finite (LossD is not a number, or infinite)",
        FailureDetector.Examine(s_healthy with { LossD = double.NaN }).ToString());

    [Theory, MemberData(nameof(Cases))]
    public void Causes_are_named_before_their_consequences(Failure expected, Symptoms symptoms) =>
        Assert.Equal(expected, FailureDetector.Examine(symptoms).Failure);

    [Fact]
    public void The_evidence_gives_the_number() =>
        Assert.Equal("collapse (the pictures differ by 0.02, where 0.4 is healthy)",
            FailureDetector.Examine(s_healthy with { Variety = 0.02 }).ToString());
}
