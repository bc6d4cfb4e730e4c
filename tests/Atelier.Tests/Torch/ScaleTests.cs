namespace Atelier.Tests.Torch;

[Collection(nameof(Alone))]
public sealed class ScaleTests : IDisposable
{
    private readonly string? _before = System.Environment.GetEnvironmentVariable("ATELIER_SCALE");

    public void Dispose() => System.Environment.SetEnvironmentVariable("ATELIER_SCALE", _before);

    [Theory]
    [InlineData(null, 3)]
    [InlineData("", 3)]
    [InlineData("smoke", 1)]
    [InlineData("lecture", 3)]
    [InlineData("Full", 25)]
    public void The_scale_picks_the_value(string? scale, int expected)
    {
        System.Environment.SetEnvironmentVariable("ATELIER_SCALE", scale);
        Assert.Equal(expected, Scale.Pick(smoke: 1, lecture: 3, full: 25));
    }

    [Fact]
    public void Another_word_is_an_error_that_names_the_three()
    {
        System.Environment.SetEnvironmentVariable("ATELIER_SCALE", "huge");
        Assert.Contains("smoke, lecture or full", Assert.Throws<InvalidOperationException>(() => Scale.Name).Message);
    }
}
