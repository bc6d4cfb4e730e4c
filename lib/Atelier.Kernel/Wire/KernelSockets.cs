using System.Text;
using System.Text.Json.Nodes;
using NetMQ;
using NetMQ.Sockets;

namespace Atelier.Kernel.Wire;

/// <summary>
/// The kernel's five ZeroMQ sockets. One thread owns them all: it hands each good message to <c>received</c>, which must be
/// quick, and sends what other threads give to <see cref="Send"/>, in that order.
/// </summary>
internal sealed class KernelSockets : IDisposable
{
    private const long LargestMessage = 256 << 20;

    private readonly MessageCodec _codec;
    private readonly Action<Channel, IncomingMessage> _received;
    private readonly Dictionary<Channel, NetMQSocket> _sockets;
    private readonly ResponseSocket _heartbeat = new();
    private readonly NetMQQueue<(Channel Channel, List<byte[]> Frames)?> _outbox = new();
    private readonly NetMQPoller _poller;

    /// <exception cref="NetMQException">A port is taken.</exception>
    public KernelSockets(ConnectionFile at, Action<Channel, IncomingMessage> received)
    {
        _codec = new MessageCodec(at.Key);
        _received = received;
        _sockets = new()
        {
            [Channel.Shell] = Bind(new RouterSocket(), at.Ip, at.Shell),
            [Channel.Control] = Bind(new RouterSocket(), at.Ip, at.Control),
            [Channel.Stdin] = Bind(new RouterSocket(), at.Ip, at.Stdin),
            [Channel.IOPub] = Bind(new XPublisherSocket(), at.Ip, at.IOPub),
        };
        _sockets[Channel.IOPub].Options.XPubVerbose = true;
        Bind(_heartbeat, at.Ip, at.Heartbeat);
        _poller = [.. _sockets.Values, _heartbeat, _outbox];
        Listen();
        _poller.RunAsync("Jupyter sockets");
    }

    /// <summary>
    /// Sends a message; safe from every thread. The message is written out at once: its content may change later.
    /// </summary>
    public void Send(Channel channel, OutgoingMessage message) => _outbox.Enqueue((channel, _codec.Write(message)));

    /// <summary>Sends what is still waiting, then closes the sockets.</summary>
    public void Dispose()
    {
        _outbox.Enqueue(null);
        SpinWait.SpinUntil(() => !_poller.IsRunning, TimeSpan.FromSeconds(5));
        _poller.Dispose();
        foreach (var socket in _sockets.Values)
            socket.Dispose();
        _heartbeat.Dispose();
        _outbox.Dispose();
        NetMQConfig.Cleanup(block: true);
    }

    private static NetMQSocket Bind(NetMQSocket socket, string ip, int port)
    {
        socket.Options.Linger = TimeSpan.FromSeconds(1);
        // No limit: a front end that falls behind must not lose output.
        socket.Options.SendHighWatermark = 0;
        socket.Options.MaxMsgSize = LargestMessage;
        socket.Bind($"tcp://{ip}:{port}");
        return socket;
    }

    private void Listen()
    {
        foreach (var channel in (Channel[])[Channel.Shell, Channel.Control, Channel.Stdin])
            _sockets[channel].ReceiveReady += (_, ready) => Receive(channel, ready.Socket);
        _sockets[Channel.IOPub].ReceiveReady += (_, ready) => Welcome(ready.Socket);
        _heartbeat.ReceiveReady += (_, ready) => Echo(ready.Socket);
        _outbox.ReceiveReady += (_, ready) => SendNext(ready.Queue.Dequeue());
    }

    // A socket may announce a message and then find that it was noise: nothing here may wait for one.
    private static bool TryTake(NetMQSocket socket, out List<byte[]> frames)
    {
        frames = [];
        return socket.TryReceiveMultipartBytes(ref frames);
    }

    private void Receive(Channel channel, NetMQSocket socket)
    {
        if (TryTake(socket, out var frames) && _codec.Read(frames) is { } message)
            _received(channel, message);
    }

    /// <summary>Tells a new subscriber that it now hears everything (its frame is 1, then the topic).</summary>
    private void Welcome(NetMQSocket socket)
    {
        if (!TryTake(socket, out var frames) || frames is not [[1, .. var topic]])
            return;
        var content = new JsonObject { ["subscription"] = Encoding.UTF8.GetString(topic) };
        socket.TrySendMultipartBytes(_codec.Write(new OutgoingMessage([topic], "iopub_welcome", null, content)));
    }

    private static void Echo(NetMQSocket socket)
    {
        if (TryTake(socket, out var frames))
            socket.TrySendMultipartBytes(frames);
    }

    private void SendNext((Channel Channel, List<byte[]> Frames)? next)
    {
        if (next is not { } message)
            _poller.Stop();
        else
            _sockets[message.Channel].TrySendMultipartBytes(TimeSpan.FromSeconds(1), message.Frames);
    }
}
