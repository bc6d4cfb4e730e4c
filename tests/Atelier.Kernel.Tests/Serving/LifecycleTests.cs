using System.Diagnostics;
using System.Net.Sockets;
using Atelier.Kernel.Tests.Support;
using Atelier.Kernel.Wire;

namespace Atelier.Kernel.Tests.Serving;

public sealed class LifecycleTests : IDisposable
{
    private static readonly TimeSpan s_soonEnough = TimeSpan.FromSeconds(10);
    private readonly TestKernel _kernel = new();

    [Theory]
    [InlineData(Channel.Control, false)]
    [InlineData(Channel.Shell, true)]
    internal void Shutdown_is_answered_and_ends_the_process(Channel channel, bool restart)
    {
        var reply = _kernel.Client.Ask("shutdown_request", new() { ["restart"] = restart }, channel);
        Assert.Equal("ok", reply.Text("status"));
        Assert.Equal(restart, reply.Flag("restart", !restart));
        Assert.True(_kernel.Process.WaitForExit(s_soonEnough));
        Assert.Equal(0, _kernel.Process.ExitCode);
        Assert.Throws<SocketException>(() => new TcpClient("127.0.0.1", _kernel.Connection.Shell));
    }

    [Fact]
    public void Shutdown_does_not_wait_for_a_running_cell_nor_for_its_threads()
    {
        _kernel.Client.Run("new System.Threading.Thread(() => System.Threading.Thread.Sleep(60_000)).Start();");
        _kernel.Client.SendCell("while (true) { }");
        _kernel.Client.Published(
            message => message.Header.Type == "execute_input" && message.Content.Text("code") == "while (true) { }");
        _kernel.Client.Ask("shutdown_request", [], Channel.Control);
        Assert.True(_kernel.Process.WaitForExit(s_soonEnough));
        Assert.Equal(0, _kernel.Process.ExitCode);
    }

    [Fact]
    public void After_a_kill_a_new_kernel_takes_the_same_ports()
    {
        _kernel.Client.Run("var before = 1;");
        _kernel.Process.Kill();
        _kernel.Process.WaitForExit();
        _kernel.Restart();

        var (reply, _) = _kernel.Client.Run("before");
        Assert.Equal("CS0103", reply.Text("ename"));
        Assert.Equal(1, reply.Number("execution_count", -1));
    }

    [Theory]
    [InlineData("Environment.FailFast(\"gone\");", "in cell 2")]
    [InlineData("Environment.Exit(0);", "in cell 2")]
    [InlineData("System.Runtime.InteropServices.Marshal.WriteInt32(0x12345678, 1);", "in cell 2")]
    [InlineData("int Deep(int x) => 1 + Deep(x + 1); Deep(0)", "in cell 2")]
    [InlineData("_ = Task.Run(async () => { await Task.Delay(300); Environment.FailFast(\"gone\"); });", "after cell 2")]
    public void After_a_death_the_first_cell_of_the_new_session_says_so_and_the_second_does_not(string code, string where)
    {
        _kernel.Client.Run("var before = 1;");
        _kernel.Client.SendCell(code);
        Assert.True(_kernel.Process.WaitForExit(s_soonEnough));
        _kernel.Restart();

        Assert.Contains($"The process of the one before ended {where}:", Errors("var after = 2;"));
        Assert.Equal("", Errors("after"));
    }

    [Fact]
    public void After_a_restart_in_order_nothing_is_said()
    {
        _kernel.Client.Run("var before = 1;");
        _kernel.Client.Ask("shutdown_request", new() { ["restart"] = true }, Channel.Control);
        Assert.True(_kernel.Process.WaitForExit(s_soonEnough));
        _kernel.Restart();
        Assert.Equal("", Errors("1"));
    }

    private string Errors(string code) => string.Concat(_kernel.Client.Run(code).Outputs
        .Where(message => message.Header.Type == "stream" && message.Content.Text("name") == "stderr")
        .Select(message => message.Content.Text("text")));

    [Fact]
    public void Two_clients_share_the_session_and_get_their_own_replies()
    {
        using var second = new TestClient(_kernel.Connection);
        _kernel.Client.Run("var shared = 20;");
        var first = _kernel.Client.SendCell("await Task.Delay(200); shared += 1;");
        var other = second.SendCell("shared * 2");

        Assert.Equal("ok", _kernel.Client.Reply(first).Text("status"));
        Assert.Equal("ok", second.Reply(other).Text("status"));
        // Each sees what is published for the other.
        var seen = _kernel.Client.Outputs(other).Single(output => output.Header.Type == "execute_result");
        Assert.Equal("42", seen.Content.GetProperty("data").Text("text/plain"));
    }

    [Fact]
    public void A_bad_connection_file_is_one_line_on_stderr()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, """{"transport":"ipc"}""");
        using var process =
            Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Atelier.Kernel.dll"), file])
            {
                RedirectStandardError = true,
            })!;
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        File.Delete(file);

        Assert.NotEqual(0, process.ExitCode);
        Assert.Equal($"kernel: {file} is not a Jupyter connection file: transport is ipc, and this kernel speaks only tcp\n",
            said);
    }

    [Fact]
    public void The_kernel_ends_with_the_Jupyter_that_started_it()
    {
        // A short-lived stand-in for Jupyter, named as Jupyter names itself.
        using var jupyter = Process.Start("sleep", ["600"]);
        using var orphan = new TestKernel(("JPY_PARENT_PID", $"{jupyter.Id}"));
        orphan.Client.Ask("kernel_info_request", []);
        jupyter.Kill();
        jupyter.WaitForExit();
        Assert.True(orphan.Process.WaitForExit(s_soonEnough));
    }

    public void Dispose() => _kernel.Dispose();
}
