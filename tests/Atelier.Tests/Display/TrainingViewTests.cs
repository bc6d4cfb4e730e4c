using System.Text.RegularExpressions;
using static TorchSharp.torch;

namespace Atelier.Tests.Display;

public sealed class TrainingViewTests : IDisposable
{
    private readonly List<Displayable> _shown = [];
    private int _drawn;

    public TrainingViewTests() => AppContext.SetData("Atelier.Display", (Func<object, Action<object>>)(value =>
    {
        _shown.Add((Displayable)value);
        return next => _shown.Add((Displayable)next);
    }));

    public void Dispose() => AppContext.SetData("Atelier.Display", null);

    private Picture Samples()
    {
        _drawn++;
        return new Picture(rand(4, 1, 8, 8), $"drawn {_drawn} times", "Noise.");
    }

    [Fact]
    public void It_draws_at_the_start_and_at_the_end_and_in_between_only_now_and_then()
    {
        var view = new TrainingView(100 * 128, Samples, every: 3600);
        for (var step = 1; step <= 100; step++) view.Report(step * 128, ("lossD", 1.0 / step), ("lossG", step));

        Assert.Equal(2, _drawn);
        Assert.Contains("12,800 of 12,800 images", _shown[^1].ToString());
        Assert.Contains("done in", _shown[^1].ToString());
    }

    [Fact]
    public void Without_a_pause_it_draws_each_step()
    {
        var view = new TrainingView(5, Samples, every: 0);
        for (var step = 1; step <= 5; step++) view.Report(step, ("lossD", step));
        Assert.Equal(5, _drawn);
    }

    [Fact]
    public void It_shows_progress_samples_and_losses_with_words_for_all_of_them()
    {
        new TrainingView(1, Samples).Report(1, ("lossD", 0.5), ("lossG", 2));
        var html = _shown[0].ToHtml();

        Assert.Contains("<progress", html);
        Assert.Contains("data:image/png", html);
        Assert.Contains("data:image/svg+xml", html);
        Assert.Equal("Noise. The losses so far: lossD and lossG against images seen.", (string?)_shown[0].Metadata()["alt"]);
    }

    /// <summary>A slide puts what stands side by side in an output into columns.</summary>
    [Fact]
    public void What_it_shows_is_one_box()
    {
        new TrainingView(1, Samples).Report(1, ("lossD", 0.5));
        var html = _shown[0].ToHtml();
        var depth = 0;
        int[] depths = [.. Regex.Matches(html, "</?div").Select(tag => depth += tag.Value == "<div" ? 1 : -1)];
        Assert.StartsWith("<div>", html);
        Assert.Equal(0, depths[^1]);
        Assert.All(depths[..^1], between => Assert.True(between > 0));
    }

    [Fact]
    public void The_tensors_of_the_samples_are_freed()
    {
        var view = new TrainingView(3, Samples, every: 0);
        view.Report(1, ("lossD", 1));
        var before = LiveTensors.Count();
        view.Report(2, ("lossD", 1));
        Assert.Equal(before, LiveTensors.Count());
    }
}
