using System.Diagnostics;
using Atelier.Kernel.Tests.Support;
using Atelier.Kernel.Wire;

namespace Atelier.Kernel.Tests.Serving;

public sealed class InterruptionTests(TestKernel kernel) : IClassFixture<TestKernel>
{
    private readonly TestClient _client = Ready(kernel.Client);

    [Theory]
    [InlineData("while (true) { turns++; }")]
    [InlineData("while (true) { try { turns++; } catch (Exception) { } }")]
    [InlineData("System.Threading.Thread.Sleep(60_000);")]
    [InlineData("await Task.Delay(60_000);")]
    [InlineData("Console.ReadLine();")]
    public void A_message_stops_the_cell_and_the_session_goes_on(string code)
    {
        var id = Begin(code);
        Assert.Equal("ok", _client.Ask("interrupt_request", [], Channel.Control).Text("status"));

        Assert.Equal("error", _client.Reply(id).Text("status"));
        Assert.Contains("error", _client.Outputs(id).Select(output => output.Header.Type));
        Assert.Equal("True", Value("turns > 0"));
    }

    [Fact]
    public void A_signal_stops_the_cell()
    {
        var id = Begin("while (true) { }");
        using var kill = Process.Start("kill", ["-INT", $"{kernel.Process.Id}"]);
        Assert.Equal("error", _client.Reply(id).Text("status"));
        Assert.Equal("2", Value("1 + 1"));
    }

    [Fact]
    public void Stop_takes_the_waiting_cells_with_it()
    {
        var running = Begin("while (true) { }");
        var waiting = _client.SendCell("1");
        Thread.Sleep(TimeSpan.FromSeconds(0.2));
        _client.Ask("interrupt_request", [], Channel.Control);
        Assert.Equal("error", _client.Reply(running).Text("status"));
        Assert.Equal("aborted", _client.Reply(waiting).Text("status"));
    }

    [Fact]
    public void An_interrupt_with_nothing_running_does_not_hurt_the_next_cell()
    {
        _client.Ask("interrupt_request", [], Channel.Control);
        Assert.Equal("2", Value("1 + 1"));
    }

    /// <summary>Sends a cell and waits until it runs.</summary>
    private string Begin(string code)
    {
        var id = _client.SendCell($"turns++; Console.WriteLine(\"running\"); {code}");
        _client.Published(message => message.Header.Type == "stream" && message.Parent!.Id == id);
        return id;
    }

    private static TestClient Ready(TestClient client)
    {
        client.Run("var turns = 0;");
        return client;
    }

    private string? Value(string expression)
    {
        var (_, outputs) = _client.Run(expression);
        return outputs.Single(output => output.Header.Type == "execute_result").Content.GetProperty("data").Text("text/plain");
    }
}
