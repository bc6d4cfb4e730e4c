using Atelier.Engine.Timing;

namespace Atelier.Engine.Tests.Timing;

public class SpokenTimeTests
{
    [Theory]
    [InlineData(0, "1 second")]
    [InlineData(0.4, "1 second")]
    [InlineData(6.6, "7 seconds")]
    [InlineData(89.4, "89 seconds")]
    [InlineData(91, "1 minute and 30 seconds")]
    [InlineData(118, "2 minutes")]
    [InlineData(165, "2 minutes and 45 seconds")]
    [InlineData(3601, "60 minutes")]
    public void A_time_is_told_as_a_person_would(double seconds, string told) => Assert.Equal(told, SpokenTime.Of(seconds));

    [Theory]
    [InlineData("Atelier · torch 2.10.0.0 on CPU, 1 thread · scale: smoke", "one CPU core")]
    [InlineData("Atelier · torch 2.10.0.0 on CPU, 2 threads · scale: lecture", "two CPU cores")]
    [InlineData("Atelier · torch 2.10.0.0 on CPU, 16 threads · scale: lecture", "16 CPU cores")]
    [InlineData("Atelier · torch 2.11 on NVIDIA RTX A4000 (cuda:0) · scale: full", "an NVIDIA RTX A4000")]
    [InlineData("", "a machine")]
    public void A_machine_is_told_as_a_text_has_it(string described, string told) =>
        Assert.Equal(told, SpokenTime.Machine(described));
}
