using Atelier.Kernel.Tests.Support;
using Atelier.Kernel.Wire;

namespace Atelier.Kernel.Tests.Serving;

/// <summary>Exceptions that end an ordinary process: here the notebook shows them, and its variables stay.</summary>
public sealed class StrayExceptionTests(TestKernel kernel) : IClassFixture<TestKernel>
{
    private readonly TestClient _client = kernel.Client;

    [Theory]
    [InlineData("async void Fail() { await Task.Delay(10); throw new InvalidOperationException(\"boom\"); }\nFail(); await Task.Delay(100);")]
    [InlineData("new System.Threading.Thread(() => throw new InvalidOperationException(\"boom\")).Start();")]
    [InlineData("var timer = new System.Threading.Timer(_ => throw new InvalidOperationException(\"boom\"), null, 10, -1);")]
    [InlineData("class Leaf { ~Leaf() => throw new InvalidOperationException(\"boom\"); }\nvoid Drop() => new Leaf();\nDrop(); GC.Collect(); GC.WaitForPendingFinalizers();")]
    public void The_cell_shows_them_and_the_session_goes_on(string code)
    {
        _client.Run("var kept = 40;");
        var cell = _client.SendCell(code);
        Assert.Equal("ok", _client.Reply(cell).Text("status"));
        var shown = _client.Published(message => message.Parent?.Id == cell && message.Header.Type == "stream");
        _client.Outputs(cell);

        Assert.Equal("stderr", shown.Content.Text("name"));
        Assert.Contains("System.InvalidOperationException: boom\n  in cell ", shown.Content.Text("text"));
        Assert.Equal("ok", _client.Run("if (kept != 40) throw new Exception();").Reply.Text("status"));
    }
}
