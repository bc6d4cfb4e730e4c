using System.Text.Json;
using System.Text.Json.Nodes;
using Atelier.Kernel.Tests.Support;
using Atelier.Kernel.Wire;
using NetMQ;
using NetMQ.Sockets;

namespace Atelier.Kernel.Tests.Serving;

public sealed class RequestTests(TestKernel kernel) : IClassFixture<TestKernel>
{
    private readonly TestClient _client = kernel.Client;

    [Theory]
    [InlineData(Channel.Shell)]
    [InlineData(Channel.Control)]
    internal void Kernel_info_is_given_on_shell_and_control(Channel channel)
    {
        var info = _client.Ask("kernel_info_request", [], channel);
        Assert.Equal("5.4", info.Text("protocol_version"));
        Assert.Equal("C#", info.GetProperty("language_info").Text("name"));
        Assert.Equal(".cs", info.GetProperty("language_info").Text("file_extension"));
    }

    [Fact]
    public void Control_is_answered_while_a_cell_runs()
    {
        var cell = _client.SendCell("Console.WriteLine(\"it runs\"); await Task.Delay(-1);");
        _client.Published(message => message.Parent?.Id == cell && message.Header.Type == "stream");
        _client.Ask("kernel_info_request", [], Channel.Control);
        Assert.Equal("ok", _client.Ask("interrupt_request", [], Channel.Control).Text("status"));
        Assert.Equal("error", _client.Reply(cell).Text("status"));
    }

    [Fact]
    public void A_debugger_is_refused_in_its_own_protocol()
    {
        var reply = _client.Ask("debug_request", new() { ["type"] = "request", ["seq"] = 7, ["command"] = "debugInfo" },
            Channel.Control);
        Assert.False(reply.GetProperty("success").GetBoolean());
        Assert.Equal(7, reply.GetProperty("request_seq").GetInt32());
        Assert.Equal("debugInfo", reply.Text("command"));
    }

    [Theory]
    [InlineData("Console.WriteLine?")]
    [InlineData("?Console.WriteLine")]
    public void A_cell_that_is_a_question_is_answered_in_the_pager(string code)
    {
        var page = Assert.Single(_client.Reply(_client.SendCell(code)).GetProperty("payload").EnumerateArray());
        Assert.Equal("page", page.Text("source"));
        Assert.Contains("WriteLine", page.GetProperty("data").Text("text/plain"));
    }

    [Fact]
    public void Heartbeat_echoes()
    {
        using var heartbeat = new RequestSocket($">tcp://127.0.0.1:{kernel.Connection.Heartbeat}");
        for (var beat = 0; beat < 3; beat++)
        {
            heartbeat.SendFrame($"ping {beat}");
            Assert.True(heartbeat.TryReceiveFrameString(TestClient.Patience, out var echo));
            Assert.Equal($"ping {beat}", echo);
        }
    }

    [Fact]
    public void Completion_knows_what_earlier_cells_defined()
    {
        _client.Run("class Painter { public string Signature => \"Ada\"; public void Sign(int times) { } }");
        _client.Run("var painter = new Painter();");
        Assert.Equal(["Sign", "Signature"], Matches("painter.Si"));
        Assert.Equal(["painter"], Matches("// head\npaint", start: 8).Intersect(["painter"]));
        Assert.Contains("WriteLine", Matches("Console.Wri"));
        Assert.DoesNotContain("Console", Matches("painter.Si"));
    }

    [Fact]
    public void Completion_counts_characters_as_Jupyter_does()
    {
        // An emoji is two UTF-16 units and one character.
        var reply = _client.Ask("complete_request", new() { ["code"] = "\"🎨\".Len", ["cursor_pos"] = 7 });
        Assert.Equal("Length", reply.GetProperty("matches").EnumerateArray().First().GetString());
        Assert.Equal(4, reply.Number("cursor_start", -1));
        Assert.Equal(7, reply.Number("cursor_end", -1));
    }

    [Fact]
    public void Inspection_shows_documentation_of_cells_and_of_the_framework()
    {
        _client.Run(
            "class Canvas\n{\n    /// <summary>How wide it is, in millimetres.</summary>\n    public int Width => 1;\n}\nvar canvas = new Canvas();");
        Assert.Equal("int Canvas.Width { get; }\n\nHow wide it is, in millimetres.", Inspect("canvas.Width", 9));
        Assert.Contains("square root", Inspect("Math.Sqrt(2)", 6));
    }

    [Fact]
    public void Inspection_between_brackets_lists_the_overloads()
    {
        var text = Inspect("Math.Max(1, ", 12)!;
        Assert.Contains("double Math.Max(double val1, double val2)", text);
        Assert.Contains("int Math.Max(int val1, int val2)", text);
    }

    [Fact]
    public void Inspection_of_nothing_finds_nothing()
    {
        var reply = _client.Ask("inspect_request", new() { ["code"] = "   ", ["cursor_pos"] = 1, ["detail_level"] = 0 });
        Assert.False(reply.Flag("found", true));
        Assert.Equal("ok", reply.Text("status"));
    }

    [Theory]
    [InlineData("1 + 1", "complete")]
    [InlineData("#!time\n1 + 1", "complete")]
    [InlineData("for (var i = 0; i < 3; i++) {", "incomplete")]
    [InlineData("var text = \"\"\"\n", "incomplete")]
    [InlineData("int x = ;", "invalid")]
    [InlineData("}", "invalid")]
    public void Completeness_is_that_of_the_syntax(string code, string status) =>
        Assert.Equal(status, _client.Ask("is_complete_request", new() { ["code"] = code }).Text("status"));

    [Fact]
    public void An_incomplete_block_is_indented() =>
        Assert.Equal("        ", _client.Ask("is_complete_request", new() { ["code"] = "void F() {\n    if (true) {" })
            .Text("indent"));

    [Fact]
    public void History_has_ranges_tails_and_searches()
    {
        var line = _client.Run("\"apple\"").Reply.Number("execution_count", 0);
        _client.Run("\"pear\"");
        _client.Run("\"apple\"");

        Assert.Equal(["\"pear\"", "\"apple\""], Inputs(new() { ["hist_access_type"] = "tail", ["n"] = 2 }));
        Assert.Equal(
            ["\"apple\"", "\"pear\""],
            Inputs(new() { ["hist_access_type"] = "range", ["session"] = 0, ["start"] = line, ["stop"] = line + 2 }));
        Assert.Equal(
            ["\"apple\"", "\"apple\""], Inputs(new() { ["hist_access_type"] = "search", ["pattern"] = "\"a*e\"", ["n"] = 2 }));
        Assert.Equal(
            ["\"apple\""], Inputs(new() { ["hist_access_type"] = "search", ["pattern"] = "\"appl?\"", ["unique"] = true }));

        var withOutput = _client.Ask("history_request", new() { ["hist_access_type"] = "tail", ["n"] = 1, ["output"] = true });
        Assert.Equal("""["\u0022apple\u0022","apple"]""", JsonSerializer.Serialize(withOutput.GetProperty("history")[0][2]));
    }

    [Fact]
    public void An_unknown_comm_is_closed_politely()
    {
        var id = _client.Send(
            "comm_open", new() { ["comm_id"] = "c-1", ["target_name"] = "jupyter.widget", ["data"] = new JsonObject() });
        var closed = _client.Outputs(id).Single(output => output.Header.Type == "comm_close");
        Assert.Equal("c-1", closed.Content.Text("comm_id"));
        Assert.Empty(_client.Ask("comm_info_request", []).GetProperty("comms").EnumerateObject());
    }

    [Fact]
    public void An_unknown_request_is_left_alone_and_the_next_is_answered()
    {
        _client.Send("paint_request", []);
        Assert.Equal("ok", _client.Ask("kernel_info_request", []).Text("status"));
    }

    private List<string?> Matches(string code, int start = -1)
    {
        var reply = _client.Ask("complete_request", new() { ["code"] = code, ["cursor_pos"] = code.Length });
        if (start >= 0)
            Assert.Equal(start, reply.Number("cursor_start", -1));
        return [.. reply.GetProperty("matches").EnumerateArray().Select(match => match.GetString())];
    }

    private string? Inspect(string code, int cursor) =>
        _client.Ask("inspect_request", new() { ["code"] = code, ["cursor_pos"] = cursor }).GetProperty("data").Text("text/plain");

    private List<string?> Inputs(JsonObject request) =>
        [.. _client.Ask("history_request", request).GetProperty("history").EnumerateArray()
            .Select(entry => entry[2].GetString())];
}
