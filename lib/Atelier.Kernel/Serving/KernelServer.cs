using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Atelier.Engine.Session;
using Atelier.Kernel.Language;
using Atelier.Kernel.Outputs;
using Atelier.Kernel.Wire;

namespace Atelier.Kernel.Serving;

/// <summary>
/// The kernel: takes requests in their order, publishes <c>busy</c>, the outputs and <c>idle</c> around each, and answers. Requests of
/// the shell channel run on the thread that calls <see cref="Run"/>; those of the control channel do not wait for them.
/// </summary>
internal sealed class KernelServer : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly BlockingCollection<IncomingMessage> requests = [];
    private readonly KernelSockets sockets;
    private readonly IOPub iopub;
    private readonly InputChannel input;
    private readonly Executor executor;
    private readonly SessionMark mark;
    private readonly Dictionary<string, Func<IncomingMessage, JsonObject?>> handlers;
    private readonly Lazy<CodeWorkspace> code;
    private volatile bool ending;

    public KernelServer(ConnectionFile connection, CSharpSession session, SessionMark mark)
    {
        sockets = new KernelSockets(connection, Received);
        iopub = new IOPub(sockets.Send);
        input = new InputChannel(sockets.Send);
        code = new(() => new CodeWorkspace(session));
        executor = new Executor(session, iopub, input, mark, name => Inspection.ReplyAsync(code.Value, name, name.Length).GetAwaiter().GetResult());
        this.mark = mark;
        handlers = new()
        {
            ["execute_request"] = executor.Execute,
            ["kernel_info_request"] = _ => KernelInfo.Reply(),
            ["history_request"] = request => executor.History.Reply(request.Content),
            ["is_complete_request"] = request => Completeness.Reply(request.Content.Text("code") ?? ""),
            ["complete_request"] = request => AtCursor(request, Completions.ReplyAsync),
            ["inspect_request"] = request => AtCursor(request, Inspection.ReplyAsync),
            ["comm_info_request"] = _ => new() { ["status"] = "ok", ["comms"] = new JsonObject() },
            ["comm_open"] = CloseComm,
            ["interrupt_request"] = Interrupt,
            ["debug_request"] = RefuseToDebug,
            ["shutdown_request"] = Shutdown,
        };
        iopub.Status("starting", null);
    }

    /// <summary>Answers requests until a front end asks for the end.</summary>
    public void Run()
    {
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            signal.Cancel = true;
            executor.Interrupt();
        });
        foreach (var request in requests.GetConsumingEnumerable().TakeWhile(_ => !ending))
            Answer(Channel.Shell, request);
    }

    public void Dispose()
    {
        sockets.Dispose();
        requests.Dispose();
    }

    /// <summary>Called on the sockets' thread.</summary>
    private void Received(Channel channel, IncomingMessage message)
    {
        if (channel == Channel.Control)
            Answer(channel, message);
        else if (channel == Channel.Stdin)
            input.Received(message);
        else if (!requests.IsAddingCompleted)
            requests.Add(message);
    }

    /// <summary>Answers a request; one of a type that the kernel does not know is left alone, as the protocol has it.</summary>
    private void Answer(Channel channel, IncomingMessage request)
    {
        if (!handlers.TryGetValue(request.Header.Type, out var handler))
            return;
        iopub.Status("busy", request.Header);
        if (Reply(handler, request) is { } content)
        {
            var type = request.Header.Type.Replace("_request", "_reply", StringComparison.Ordinal);
            sockets.Send(channel, new OutgoingMessage(request.Identities, type, request.Header, content));
        }
        iopub.Status("idle", request.Header);
        if (ending)
            requests.CompleteAdding();
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
        return reply(code.Value, text, cursor).GetAwaiter().GetResult();
    }

    /// <summary>No comm has a counterpart here; the front end that opens one is told that it is closed.</summary>
    private JsonObject? CloseComm(IncomingMessage request)
    {
        var content = new JsonObject { ["comm_id"] = request.Content.Text("comm_id"), ["data"] = new JsonObject() };
        iopub.Publish("comm_close", request.Header, content);
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
        executor.Interrupt();
        return new() { ["status"] = "ok" };
    }

    private JsonObject Shutdown(IncomingMessage request)
    {
        ending = true;
        mark.Dispose();
        executor.Interrupt();
        // A cell that cannot be interrupted, deep in native code, must not keep the kernel alive.
        Task.Delay(Grace).ContinueWith(_ => Environment.Exit(0), TaskScheduler.Default);
        return new() { ["status"] = "ok", ["restart"] = request.Content.Flag("restart", false) };
    }
}
