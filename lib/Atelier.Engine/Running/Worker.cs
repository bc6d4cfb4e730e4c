using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Atelier.Engine.Session;

namespace Atelier.Engine.Running;

/// <summary>The worker process's side: runs the cells that it is sent, and reports what they show.</summary>
internal sealed class Worker : ICellOutput, IDisposable
{
    private const int MostText = 1 << 20; // characters of a value that is shown where only its text counts

    // Data are quoted in a message once more: of a quotation mark, .NET's usual way makes six characters.
    private static readonly JsonSerializerOptions s_writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly StreamReader _commands;
    private readonly StreamWriter _events;
    private readonly CSharpSession _session = new(SessionOptions.FromEnvironment());
    private CancellationTokenSource _interruption = new();
    private bool _asData;

    private Worker(string commands, string events)
    {
        _commands = new StreamReader(new AnonymousPipeClientStream(PipeDirection.In, commands));
        _events = new StreamWriter(new AnonymousPipeClientStream(PipeDirection.Out, events)) { AutoFlush = true };
    }

    /// <summary>Runs until the runner closes its end.</summary>
    /// <param name="commands">the handle of the pipe that commands come from</param>
    /// <param name="events">the handle of the pipe that events go to</param>
    public static int Run(string commands, string events)
    {
        // Ctrl-C in a terminal reaches workers too; the runner decides what to do about it.
        using var ignored = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        using var worker = new Worker(commands, events);
        worker._session.ExecuteAsync("null", "start", worker).Wait(); // the compiler's own start is not taken from a cell's time
        worker.Send(Messages.Of(Messages.Ready));
        while (worker._commands.ReadLine() is { } line) worker.Obey(JsonNode.Parse(line)!.AsObject());
        return 0;
    }

    public void Write(string stream, string text) => Send(Messages.Of(Messages.Stream, ("name", stream), ("text", text)));

    public void Display(DisplayData value, string displayId) =>
        Send(Messages.Of(Messages.Display, ("id", displayId), ("value", Messages.Write(Shown(value)))));

    public void Update(DisplayData value, string displayId) =>
        Send(Messages.Of(Messages.Update, ("id", displayId), ("value", Messages.Write(Shown(value)))));

    public void Clear(bool wait) => Send(Messages.Of(Messages.Clear, ("wait", wait)));

    // Nobody sits at an unattended run.
    public string? Ask(string prompt, bool password) => null;

    public void Dispose()
    {
        _session.Dispose();
        _commands.Dispose();
        _events.Dispose();
        _interruption.Dispose();
    }

    private void Obey(JsonObject command)
    {
        if (command.Text(Messages.Kind) == Messages.Interrupt)
            _interruption.Cancel();
        else
            _ = ExecuteAsync(command);
    }

    private async Task ExecuteAsync(JsonObject command)
    {
        _interruption = new CancellationTokenSource();
        _asData = command["data"] is { } data && data.GetValue<bool>();
        CellRecording.Tell(CellRecording.Read(command["recording"]));
        var result = await _session.ExecuteAsync(
            command.Text("code"), command.Text("name"), this,
            _asData ? PlainData.Render : value => Rendering.Render(value), _interruption.Token).ConfigureAwait(false);
        Send(Messages.Of(Messages.Done,
            ("value", result.Value is { } value ? Messages.Write(value) : null),
            ("error", result.Error is { } error ? Messages.Write(error) : null)));
    }

    // Who asks for data reads no pictures.
    private DisplayData Shown(DisplayData value) => !_asData ? value
        : new DisplayData(new Dictionary<string, string> { ["text/plain"] = Cut(value.Data.GetValueOrDefault("text/plain", "")) },
            []);

    private static string Cut(string text) => text.Length <= MostText ? text : text[..MostText];

    private void Send(JsonObject message)
    {
        lock (_events) _events.WriteLine(message.ToJsonString(s_writing));
    }
}
