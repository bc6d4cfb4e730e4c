using System.Diagnostics;
using System.Text.Json;
using Atelier.Kernel.Wire;

namespace Atelier.Kernel.Tests.Language;

/// <summary>Completion, documentation and signatures where students need them: after a lesson's first cell.</summary>
public sealed class LessonTests(CourseKernel kernel) : IClassFixture<CourseKernel>
{
    [Theory]
    [InlineData("picture.uns", "unsqueeze")]
    [InlineData("var y = torch.nn.func", "functional")]
    [InlineData("nn.Conv2", "Conv2d")]
    [InlineData("optim.Ad", "Adam")]
    [InlineData("Sca", "Scale")]
    [InlineData("Scale.Pi", "Pick")]
    [InlineData("digi", "digitizer")]
    [InlineData("digitizer.Sam", "Sample")]
    [InlineData("digitizer.Sample(1).sha", "shape")]
    [InlineData("new Digi", "Digitizer")]
    [InlineData("Plotly.NET.CSharp.Cha", "Chart")]
    [InlineData("disp", "display")]
    public void Completion_finds(string code, string name)
    {
        var reply = Ask("complete_request", code);
        Assert.Equal("ok", reply.Text("status"));
        Assert.Contains(name, reply.GetProperty("matches").EnumerateArray().Select(match => match.GetString()));
    }

    [Theory]
    [InlineData("picture.unsqueeze", "Tensor Tensor.unsqueeze(long dim)")]
    [InlineData("Scale.Pick", "Scale.Pick")]
    [InlineData("digitizer", "Digitizer digitizer")]
    [InlineData("typeof(Digitizer", "Makes digits.")]
    [InlineData("digitizer.Seed", "int Digitizer.Seed { get; set; }")]
    public void Hover_shows(string code, string text) => Assert.Contains(text, Inspected(code));

    [Theory]
    [InlineData("picture.mean(", "Tensor.mean(")]
    [InlineData("Scale.Pick(smoke: 1, ", "Scale.Pick")]
    [InlineData("digitizer.Sample(", "Tensor Digitizer.Sample(int count)")]
    public void The_signature_is_shown_between_brackets(string code, string text) => Assert.Contains(text, Inspected(code));

    [Fact]
    public void After_the_first_request_the_answer_comes_while_one_types()
    {
        var first = Time("picture.");
        string[] typed = ["picture.", "torch.", "digitizer.", "nn.", "Sc", "var x = picture.mean(); x.to"];
        var times = typed.SelectMany(code => Enumerable.Repeat(code, 3)).Select(Time).ToList();
        TestContext.Current.SendDiagnosticMessage(
            $"completion, wall / processor: at first {first.Wall:0} / {first.Processor:0}, then {string.Join(", ", times.Select(time => $"{time.Wall:0} / {time.Processor:0}"))} ms");
        Assert.True(times.Average(time => time.Processor) < 100,
            $"completion took {times.Average(time => time.Processor):0} ms of processor time");
    }

    private (double Wall, double Processor) Time(string code)
    {
        var (started, before) = (Stopwatch.GetTimestamp(), kernel.Milliseconds);
        Ask("complete_request", code);
        return (Stopwatch.GetElapsedTime(started).TotalMilliseconds, kernel.Milliseconds - before);
    }

    private string Inspected(string code)
    {
        var reply = Ask("inspect_request", code);
        Assert.True(reply.Flag("found", false), reply.ToString());
        return reply.GetProperty("data").Text("text/plain")!;
    }

    private JsonElement Ask(string request, string code) =>
        kernel.Client.Ask(request, new() { ["code"] = code, ["cursor_pos"] = code.Length });
}
