using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Atelier.Kernel.Tests.Support;
using Atelier.Kernel.Wire;
using CsCheck;
using NetMQ;

namespace Atelier.Kernel.Tests.Serving;

/// <summary>What no good front end sends: it must be dropped without a word, and the kernel must go on.</summary>
public sealed class HostileTests(TestKernel kernel) : IClassFixture<TestKernel>
{
    private readonly TestClient _client = kernel.Client;

    [Fact]
    public void A_message_with_a_wrong_signature_is_not_answered()
    {
        var forged =
            new MessageCodec("another key").Write(
                new OutgoingMessage([], "execute_request", null, new() { ["code"] = "Environment.Exit(3)" }));
        foreach (var channel in new[] { Channel.Shell, Channel.Control, Channel.Stdin })
            _client.Socket(channel).SendMultipartBytes(forged);
        AssertSilentAndAlive();
    }

    [Fact]
    public void Random_frames_are_not_answered()
    {
        Gen.OneOf(Gen.Byte.Array[0, 50], Gen.Const("<IDS|MSG>"u8.ToArray()), Gen.Const("{}"u8.ToArray())).List[1, 9].Sample(
            frames =>
            {
                foreach (var channel in new[] { Channel.Shell, Channel.Control, Channel.Stdin })
                    _client.Socket(channel).SendMultipartBytes(frames);
            }, iter: 300, threads: 1);
        AssertSilentAndAlive();
    }

    [Fact]
    public void Signed_content_of_any_shape_never_stops_the_kernel()
    {
        string[] types = ["complete_request", "inspect_request", "is_complete_request", "history_request", "comm_info_request",
            "comm_open", "input_reply"];
        string[] contents =
        [
            "{}", """{"code":7,"cursor_pos":"x"}""", """{"code":"a.b","cursor_pos":-5}""",
            """{"code":"a","cursor_pos":99999999}""",
            """{"hist_access_type":"range","session":"-","start":{},"stop":[]}""",
            """{"hist_access_type":"search","pattern":"*[?"}""",
            """{"code":"x","code":"y","cursor_pos":1}""", """{"code":"\u0000\ud83c\udfa8","cursor_pos":1.5}""",
        ];
        foreach (var type in types)
            foreach (var content in contents)
                _client.Socket(Channel.Shell).SendMultipartBytes(Sign(type, content));
        Assert.Equal("ok", _client.Run("1").Reply.Text("status"));
    }

    [Fact]
    public void Bytes_that_are_no_ZeroMQ_are_not_answered()
    {
        var random = new Random(7);
        foreach (var port in new[] { kernel.Connection.Shell, kernel.Connection.IOPub, kernel.Connection.Heartbeat,
            kernel.Connection.Control })
            for (var attempt = 0; attempt < 5; attempt++)
            {
                using var socket = new TcpClient("127.0.0.1", port);
                var noise = new byte[random.Next(1, 3000)];
                random.NextBytes(noise);
                socket.GetStream().Write(noise);
            }
        AssertSilentAndAlive();
    }

    private void AssertSilentAndAlive()
    {
        var frames = new List<byte[]>();
        Assert.False(_client.Socket(Channel.Control).TryReceiveMultipartBytes(TimeSpan.FromSeconds(0.3), ref frames));
        Assert.False(_client.Socket(Channel.Shell).TryReceiveMultipartBytes(ref frames));
        Assert.Equal("ok", _client.Ask("kernel_info_request", []).Text("status"));
        Assert.False(kernel.Process.HasExited);
    }

    private static List<byte[]> Sign(string type, string content)
    {
        byte[][] parts = [Encoding.UTF8.GetBytes($$"""{"msg_id":"x","msg_type":"{{type}}"}"""), "{}"u8.ToArray(),
            "{}"u8.ToArray(), Encoding.UTF8.GetBytes(content)];
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(TestKernel.Key), parts.SelectMany(part => part).ToArray());
        return ["<IDS|MSG>"u8.ToArray(), Encoding.ASCII.GetBytes(Convert.ToHexStringLower(signature)), .. parts];
    }
}
