using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Atelier.Engine.Session;
using Atelier.Kernel.Language;
using Atelier.Kernel.Outputs;
using Atelier.Kernel.Wire;

namespace Atelier.Kernel.Serving;

/// <summary>
/// The kernel: takes requests in their order, publishes <c>busy</c>, the outputs and <c>idle</c> around each, and answers.
/// Requests of the shell channel run on the thread that calls <see cref="Run"/>; those of the control channel do not wait for
/// them.
/// </summary>
internal sealed class KernelServer : IDisposable
{
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(2);

    private readonly BlockingCollection<IncomingMessage> _requests = [];
    private readonly KernelSockets _sockets;
    private readonly IOPub _iopub;
    private readonly InputChannel _input;
    private readonly Executor _executor;
    private readonly SessionMark _mark;
    private readonly Dictionary<string, Func<IncomingMessage, JsonObject?>> _handlers;
    private readonly Lazy<CodeWorkspace> _code;
    private volatile bool _ending;

    public KernelServer(ConnectionFile connection, CSharpSession session, SessionMark mark)
    {
        _sockets = new KernelSockets(connection, Received);
        _iopub = new IOPub(_sockets.Send);
        _input = new InputChannel(_sockets.Send);
        _code = new(() => new CodeWorkspace(session));
        _executor = new Executor(
            session, _iopub, _input, mark,
            name => Inspection.ReplyAsync(_code.Value, name, name.Length).GetAwaiter().GetResult());
        _mark = mark;
        _handlers = new()
        {
            ["execute_request"] = _executor.Execute,
            ["kernel_info_request"] = _ => KernelInfo.Reply(),
            ["history_request"] = request => _executor.History.Reply(request.Content),
            ["is_complete_request"] = request => Completeness.Reply(request.Content.Text("code") ?? ""),
            ["complete_request"] = request => AtCursor(request, Completions.ReplyAsync),
            ["inspect_request"] = request => AtCursor(request, Inspection.ReplyAsync),
            ["comm_info_request"] = _ => new() { ["status"] = "ok", ["comms"] = new JsonObject() },
            ["comm_open"] = CloseComm,
            ["interrupt_request"] = Interrupt,
            ["debug_request"] = RefuseToDebug,
            ["shutdown_request"] = Shutdown,
        };
        _iopub.Status("starting", null);
    }

    /// <summary>Answers requests until a front end asks for the end.</summary>
    public void Run()
    {
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            signal.Cancel = true;
            _executor.Interrupt();
        });
        foreach (var request in _requests.GetConsumingEnumerable().TakeWhile(_ => !_ending))
            Answer(Channel.Shell, request);
    }

    public void Dispose()
    {
        _sockets.Dispose();
        _requests.Dispose();
    }

    /// <summary>Called on the sockets' thread.</summary>
    private void Received(Channel channel, IncomingMessage message)
    {
        if (channel == Channel.Control)
            Answer(channel, message);
        else if (channel == Channel.Stdin)
            _input.Received(message);
        else if (!_requests.IsAddingCompleted)
            _requests.Add(message);
    }

    /// <summary>Answers a request; one of a type that the kernel does not know is left alone, as the protocol has it.</summary>
    private void Answer(Channel channel, IncomingMessage request)
    {
        if (!_handlers.TryGetValue(request.Header.Type, out var handler))
            return;
        _iopub.Status("busy", request.Header);
        if (Reply(handler, request) is { } content)
        {
            var type = request.Header.Type.Replace("_request", "_reply", StringComparison.Ordinal);
            _sockets.Send(channel, new OutgoingMessage(request.Identities, type, request.Header, content));
        }
        _iopub.Status("idle", request.Header);
        if (_ending)
            _requests.CompleteAdding();
    }

    private static JsonObject? Reply(Func<IncomingMessage, JsonObject?> handler, IncomingMessage request)
    {
        try
        {
            return handler(request);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A fault of the kernel itself: whoever asked is told, and the session goes on.
            return new()
            {
                ["status"] = "error",
                ["ename"] = e.GetType().Name,
                ["evalue"] = e.Message,
                ["traceback"] = new JsonArray(e.ToString()),
            };
        }
    }

    private JsonObject AtCursor(IncomingMessage request, Func<CodeWorkspace, string, int, Task<JsonObject>> reply)
    {
        var text = request.Content.Text("code") ?? "";
        var cursor = CodePosition.FromJupyter(text, request.Content.Number("cursor_pos", int.MaxValue));
        return reply(_code.Value, text, cursor).GetAwaiter().GetResult();
    }

    /// <summary>No comm has a counterpart here; the front end that opens one is told that it is closed.</summary>
    private JsonObject? CloseComm(IncomingMessage request)
    {
        var content = new JsonObject { ["comm_id"] = request.Content.Text("comm_id"), ["data"] = new JsonObject() };
        _iopub.Publish("comm_close", request.Header, content);
        return null;
    }

    /// <summary>A refusal in the debugger's own protocol, within Jupyter's.</summary>
    private static JsonObject RefuseToDebug(IncomingMessage request) => new()
    {
        ["type"] = "response",
        ["request_seq"] = request.Content.Number("seq", 0),
        ["command"] = request.Content.Text("command"),
        ["success"] = false,
        ["message"] = "This kernel has no debugger.",
    };

    private JsonObject Interrupt(IncomingMessage request)
    {
        _executor.Interrupt();
        return new() { ["status"] = "ok" };
    }

    private JsonObject Shutdown(IncomingMessage request)
    {
        _ending = true;
        _mark.Dispose();
        _executor.Interrupt();
        // A cell that cannot be interrupted, deep in native code, must not keep the kernel alive.
        Task.Delay(s_grace).ContinueWith(_ => Environment.Exit(0), TaskScheduler.Default);
        return new() { ["status"] = "ok", ["restart"] = request.Content.Flag("restart", false) };
    }
}
