using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Atelier.Kernel.Wire;
using NetMQ;
using NetMQ.Sockets;

namespace Atelier.Kernel.Tests.Support;

/// <summary>A front end: it sends requests, and sees replies and what is published.</summary>
internal sealed class TestClient : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly MessageCodec _codec = new(TestKernel.Key);
    private readonly Dictionary<Channel, NetMQSocket> _sockets;
    private readonly List<IncomingMessage> _published = [];

    public TestClient(ConnectionFile at)
    {
        // One identity on shell and stdin: the kernel asks who sent the cell.
        var identity = Encoding.ASCII.GetBytes(Guid.NewGuid().ToString("N"));
        var subscriber = new SubscriberSocket();
        subscriber.SubscribeToAnyTopic();
        _sockets = new()
        {
            [Channel.Shell] = new DealerSocket { Options = { Identity = identity } },
            [Channel.Control] = new DealerSocket(),
            [Channel.Stdin] = new DealerSocket { Options = { Identity = identity } },
            [Channel.IOPub] = subscriber,
        };
        foreach (var (channel, port) in new[] { (Channel.Shell, at.Shell), (Channel.Control, at.Control),
            (Channel.Stdin, at.Stdin), (Channel.IOPub, at.IOPub) })
        {
            _sockets[channel].Options.Linger = TimeSpan.Zero;
            _sockets[channel].Connect($"tcp://{at.Ip}:{port}");
        }
        Published(message => message.Header.Type == "iopub_welcome");
    }

    public NetMQSocket Socket(Channel channel) => _sockets[channel];

    /// <summary>Sends a request.</summary>
    /// <returns>Its id, which is its answers' parent.</returns>
    public string Send(string type, JsonObject content, Channel channel = Channel.Shell, MessageHeader? parent = null)
    {
        var frames = _codec.Write(new OutgoingMessage([], type, parent, content));
        _sockets[channel].SendMultipartBytes(frames);
        return MessageHeader.Parse(frames[2])!.Id;
    }

    public string SendCell(string code, JsonObject? more = null)
    {
        var content = more ?? [];
        content["code"] = code;
        return Send("execute_request", content);
    }

    /// <summary>Sends a request and waits for its reply's content.</summary>
    public JsonElement Ask(string type, JsonObject content, Channel channel = Channel.Shell) =>
        Reply(Send(type, content, channel), channel);

    /// <summary>Runs a cell.</summary>
    /// <returns>The reply's content, and what was published for the cell, from busy to idle.</returns>
    public (JsonElement Reply, IReadOnlyList<IncomingMessage> Outputs) Run(string code, JsonObject? more = null)
    {
        var id = SendCell(code, more);
        return (Reply(id), Outputs(id));
    }

    public JsonElement Reply(string id, Channel channel = Channel.Shell)
    {
        while (true)
            if (Receive(channel) is { } message && message.Parent?.Id == id)
                return message.Content;
    }

    /// <summary>What was published for a request, once it has ended.</summary>
    public IReadOnlyList<IncomingMessage> Outputs(string id)
    {
        Published(message => IsOf(message, id) && message.Header.Type == "status"
            && message.Content.Text("execution_state") == "idle");
        var mine = _published.Where(message => IsOf(message, id)).ToList();
        _published.RemoveAll(mine.Contains);
        return mine;
    }

    /// <summary>Waits until a message is published that fits.</summary>
    public IncomingMessage Published(Func<IncomingMessage, bool> fits)
    {
        for (var next = 0; ; next++)
        {
            if (next == _published.Count)
                _published.Add(Receive(Channel.IOPub));
            if (fits(_published[next]))
                return _published[next];
        }
    }

    /// <summary>The next message of a channel; a failure after half a minute of silence.</summary>
    public IncomingMessage Receive(Channel channel)
    {
        var frames = new List<byte[]>();
        Assert.True(_sockets[channel].TryReceiveMultipartBytes(Patience, ref frames), $"nothing came on the {channel} channel");
        var message = _codec.Read(frames);
        Assert.NotNull(message);
        return message;
    }

    public void Dispose()
    {
        foreach (var socket in _sockets.Values)
            socket.Dispose();
    }

    private static bool IsOf(IncomingMessage message, string id) => message.Parent?.Id == id;
}
