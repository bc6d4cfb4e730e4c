using System.Text.Json.Nodes;
using Atelier.Kernel.Tests.Support;
using Atelier.Kernel.Wire;

namespace Atelier.Kernel.Tests.Serving;

public sealed class ExecuteTests(TestKernel kernel) : IClassFixture<TestKernel>
{
    private readonly TestClient _client = kernel.Client;

    [Fact]
    public void A_cells_messages_come_in_order_and_name_it_as_their_parent()
    {
        var id = _client.SendCell("Console.WriteLine(\"one\"); display(\"two\"); 40 + 2");
        var reply = _client.Reply(id);
        var outputs = _client.Outputs(id);

        Assert.Equal("ok", reply.Text("status"));
        Assert.Equal(["status", "execute_input", "stream", "display_data", "execute_result", "status"], Types(outputs));
        Assert.Equal("busy", outputs[0].Content.Text("execution_state"));
        Assert.Equal("one\n", outputs[2].Content.Text("text"));
        Assert.Equal("two", Plain(outputs[3]));
        Assert.Equal("42", Plain(outputs[4]));
        var count = reply.Number("execution_count", -1);
        Assert.Equal(count, outputs[1].Content.Number("execution_count", -2));
        Assert.Equal(count, outputs[4].Content.Number("execution_count", -2));
        Assert.All(outputs, output => Assert.Equal(id, output.Parent!.Id));
    }

    [Fact]
    public void Variables_stay_and_only_stored_cells_count()
    {
        var first = _client.Run("var kept = 6;").Reply.Number("execution_count", -1);
        var silent = _client.Run("kept = 7; Console.WriteLine(\"unseen\"); kept", new() { ["silent"] = true });
        var unstored = _client.Run("kept", new() { ["store_history"] = false });

        Assert.Equal(first, silent.Reply.Number("execution_count", -1));
        Assert.Equal(["status", "status"], Types(silent.Outputs));
        Assert.Equal(first, unstored.Reply.Number("execution_count", -1));
        Assert.Equal("7", Plain(unstored.Outputs[2]));
        Assert.Equal(first + 1, _client.Run("1").Reply.Number("execution_count", -1));
    }

    [Fact]
    public void Expressions_are_evaluated_after_the_cell_and_fail_alone()
    {
        var (reply, outputs) = _client.Run("var side = 3;", new()
        {
            ["user_expressions"] = new JsonObject { ["square"] = "side * side", ["wrong"] = "nowhere" },
        });
        var values = reply.GetProperty("user_expressions");

        Assert.Equal("9", values.GetProperty("square").GetProperty("data").Text("text/plain"));
        Assert.Equal("error", values.GetProperty("wrong").Text("status"));
        Assert.Equal("CS0103", values.GetProperty("wrong").Text("ename"));
        Assert.Equal(["status", "execute_input", "status"], Types(outputs));
    }

    [Fact]
    public void An_error_is_published_once_and_repeated_in_the_reply()
    {
        var (reply, outputs) = _client.Run("throw new InvalidOperationException(\"no luck\");");

        Assert.Equal(["status", "execute_input", "error", "status"], Types(outputs));
        Assert.Equal("error", reply.Text("status"));
        Assert.Equal("no luck", reply.Text("evalue"));
        Assert.Equal(reply.GetProperty("traceback").ToString(), outputs[2].Content.GetProperty("traceback").ToString());
        Assert.Contains("InvalidOperationException", reply.Text("ename"));
    }

    [Fact]
    public void A_cell_that_fails_takes_the_waiting_cells_with_it()
    {
        var sent = new[] { "await Task.Delay(300); throw new Exception();", "Console.WriteLine(\"never\");", "1" }
            .Select(code => _client.SendCell(code)).ToList();
        Assert.Equal(["error", "aborted", "aborted"], sent.Select(id => _client.Reply(id).Text("status")));
        Assert.Equal(["status", "status"], Types(_client.Outputs(sent[1])));

        // A cell that is sent after the failure was seen runs, however soon.
        Assert.Equal("ok", _client.Run("1").Reply.Text("status"));
    }

    [Fact]
    public void Without_stop_on_error_the_waiting_cells_run()
    {
        var failing = _client.SendCell("await Task.Delay(200); throw new Exception();", new() { ["stop_on_error"] = false });
        var next = _client.SendCell("1");
        Assert.Equal("error", _client.Reply(failing).Text("status"));
        Assert.Equal("ok", _client.Reply(next).Text("status"));
    }

    [Fact]
    public void Printed_lines_arrive_while_the_loop_runs()
    {
        var id = _client.SendCell("for (var i = 0; i < 3; i++) { Console.WriteLine(i); await Task.Delay(200); }");
        _client.Reply(id);
        Assert.Equal(["0\n", "1\n", "2\n"], _client.Outputs(id).Where(output => output.Header.Type == "stream")
            .Select(output => output.Content.Text("text")));
    }

    [Fact]
    public void Many_lines_travel_in_few_messages_and_stop_at_the_limit()
    {
        var (reply, outputs) = _client.Run("for (var i = 0; i < 1_000_000; i++) Console.WriteLine($\"line {i}\");");
        var streams = outputs.Where(output => output.Header.Type == "stream").Select(output => output.Content.Text("text")!)
            .ToList();

        Assert.Equal("ok", reply.Text("status"));
        Assert.InRange(streams.Count, 1, 500);
        Assert.InRange(streams.Sum(text => text.Length), 2_000_000, 2_001_000);
        Assert.StartsWith("line 0\nline 1\n", streams[0]);
        Assert.Contains("The output is cut here", streams[^1]);
    }

    [Fact]
    public void A_display_is_replaced_under_its_own_id()
    {
        var (_, outputs) = _client.Run("var shown = display(\"first\"); shown.Update(\"second\");");
        var id = outputs.Single(output => output.Header.Type == "display_data").Content.GetProperty("transient")
            .Text("display_id");
        var update = outputs.Single(output => output.Header.Type == "update_display_data");

        Assert.Equal("second", Plain(update));
        Assert.Equal(id, update.Content.GetProperty("transient").Text("display_id"));

        var later = _client.Run("shown.Update(\"third\");").Outputs;
        Assert.Equal(id, later.Single(output => output.Header.Type == "update_display_data").Content.GetProperty("transient")
            .Text("display_id"));
    }

    [Fact]
    public void Clear_is_published() =>
        Assert.True(
            _client.Run("clear(wait: true);").Outputs.Single(output => output.Header.Type == "clear_output").Content.Flag("wait",
                false));

    [Fact]
    public void Output_of_a_task_that_outlives_its_cell_still_belongs_to_it()
    {
        var id = _client.SendCell("_ = Task.Run(async () => { await Task.Delay(500); Console.WriteLine(\"late\"); });");
        _client.Reply(id);
        Assert.DoesNotContain("stream", Types(_client.Outputs(id)));
        var other = _client.SendCell("System.Threading.Thread.Sleep(900); Console.WriteLine(\"mine\");");

        var late = _client.Published(message => message.Header.Type == "stream" && message.Content.Text("text") == "late\n");
        Assert.Equal(id, late.Parent!.Id);
        Assert.Equal("mine\n", _client.Outputs(other).Single(output => output.Header.Type == "stream").Content.Text("text"));
    }

    [Fact]
    public void ReadLine_asks_the_front_end_that_sent_the_cell()
    {
        var id = _client.SendCell("var name = Console.ReadLine(); $\"Hello {name}\"");
        var question = _client.Receive(Channel.Stdin);
        Assert.Equal("input_request", question.Header.Type);
        Assert.Equal(id, question.Parent!.Id);
        _client.Send("input_reply", new() { ["value"] = "Ada" }, Channel.Stdin, question.Header);

        Assert.Equal("ok", _client.Reply(id).Text("status"));
        Assert.Equal("Hello Ada", Plain(_client.Outputs(id).Single(output => output.Header.Type == "execute_result")));
    }

    [Fact]
    public void ReadLine_fails_where_nobody_can_answer()
    {
        var (reply, _) = _client.Run("Console.ReadLine()", new() { ["allow_stdin"] = false });
        Assert.Equal("error", reply.Text("status"));
        Assert.Contains("nobody to answer", reply.Text("evalue"));
    }

    [Fact]
    public void A_warning_is_shown_but_not_on_stderr()
    {
        var outputs = _client.Run("int WithUnused() { int unused = 1; return 2; }").Outputs;
        Assert.Contains("CS0219", Plain(outputs.Single(output => output.Header.Type == "display_data")));
        Assert.DoesNotContain("stream", Types(outputs));
    }

    [Fact]
    public void Half_a_surrogate_pair_does_not_silence_the_kernel()
    {
        var (reply, _) = _client.Run("Console.WriteLine(\"broken \\ud800 text\");");
        Assert.Equal("ok", reply.Text("status"));
        Assert.Equal("ok", _client.Run("1").Reply.Text("status"));
    }

    private static IEnumerable<string> Types(IEnumerable<IncomingMessage> messages) =>
        messages.Select(message => message.Header.Type);

    private static string? Plain(IncomingMessage message) => message.Content.GetProperty("data").Text("text/plain");
}
