using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Atelier.Kernel.Wire;
using CsCheck;

namespace Atelier.Kernel.Tests.Wire;

public sealed class MessageCodecTests
{
    private const string Key = "3f9a6a3c-atelier";
    private static readonly byte[] s_identity = [0, 1, 2, 250];
    private readonly MessageCodec _codec = new(Key);

    [Fact]
    public void Signature_is_the_HMAC_of_the_four_parts_under_the_key()
    {
        var frames =
            _codec.Write(new OutgoingMessage([s_identity], "status", null, new JsonObject { ["execution_state"] = "busy" }));

        Assert.Equal(7, frames.Count);
        Assert.Equal(s_identity, frames[0]);
        Assert.Equal("<IDS|MSG>", Encoding.ASCII.GetString(frames[1]));
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Key), frames.Skip(3).SelectMany(part => part).ToArray());
        Assert.Equal(Convert.ToHexString(expected).ToLowerInvariant(), Encoding.ASCII.GetString(frames[2]));
        Assert.Equal("{}", Encoding.UTF8.GetString(frames[4]));
    }

    [Fact]
    public void A_reply_carries_its_requests_header_unchanged()
    {
        var header =
            """{ "msg_id":"a-1",  "msg_type":"execute_request", "session":"s", "username":"ü", "date":"2026-11-23T10:00:00.5Z","later":[1] }""";
        var request = _codec.Read(Signed(header, "{}", "{}", """{"code":"1"}"""))!;
        var reply = _codec.Write(new OutgoingMessage(request.Identities, "execute_reply", request.Header, []));

        Assert.Equal(header, Encoding.UTF8.GetString(reply[4]));
        Assert.Equal("a-1", request.Header.Id);
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 10, 0, 0, 500, TimeSpan.Zero), request.Header.Date);
    }

    [Fact]
    public void What_one_codec_writes_another_reads() =>
        Gen.Select(Gen.String, Gen.String, Gen.Byte.Array.List[0, 3]).Sample((type, text, identities) =>
        {
            Assert.DoesNotContain(identities, identity => Encoding.ASCII.GetString(identity) == "<IDS|MSG>");
            var sent = new OutgoingMessage(identities, type, null, new JsonObject { ["text"] = text });
            var read = new MessageCodec(Key).Read(_codec.Write(sent))!;
            Assert.Equal(identities, read.Identities);
            Assert.Equal(Wellformed(type), read.Header.Type);
            Assert.Equal(Wellformed(text), read.Content.GetProperty("text").GetString());
        });

    [Fact]
    public void One_changed_bit_anywhere_after_the_delimiter_is_dropped()
    {
        var frames = Signed("""{"msg_id":"a","msg_type":"t"}""", "{}", "{}", "{}");
        Assert.NotNull(_codec.Read(frames));
        for (var frame = 2; frame < frames.Count; frame++)
            for (var bit = 0; bit < frames[frame].Length * 8; bit++)
            {
                frames[frame][bit / 8] ^= (byte)(1 << bit % 8);
                Assert.Null(_codec.Read(frames));
                frames[frame][bit / 8] ^= (byte)(1 << bit % 8);
            }
    }

    [Theory]
    [InlineData("", "{}", "{}", "{}")]
    [InlineData("[]", "{}", "{}", "{}")]
    [InlineData("""{"msg_id":1,"msg_type":"t"}""", "{}", "{}", "{}")]
    [InlineData("""{"msg_id":"a"}""", "{}", "{}", "{}")]
    [InlineData("""{"msg_id":"a","msg_type":"t"}""", "{", "{}", "{}")]
    [InlineData("""{"msg_id":"a","msg_type":"t"}""", "{}", "{}", "7")]
    [InlineData("""{"msg_id":"\ud800","msg_type":"t"}""", "{}", "{}", "{}")]
    public void Malformed_messages_with_a_good_signature_are_dropped(
        string header, string parent, string metadata, string content) =>
        Assert.Null(_codec.Read(Signed(header, parent, metadata, content)));

    [Fact]
    public void Nesting_that_would_overflow_the_stack_is_dropped() =>
        Assert.Null(_codec.Read(Signed("""{"msg_id":"a","msg_type":"t"}""", "{}", "{}", new string('[', 100_000))));

    [Fact]
    public void Any_frames_are_read_or_dropped_but_never_throw() =>
        Gen.OneOf(Gen.Byte.Array, Gen.Const("<IDS|MSG>"u8.ToArray()), Gen.Const("{}"u8.ToArray())).List[0, 9]
            .Sample(frames => { _codec.Read(frames); });

    [Fact]
    public void Any_signed_parts_are_read_or_dropped_but_never_throw() =>
        Gen.String[Gen.Char["{}[]\":,\\u0dmsg_idtype é\ud800"], 0, 40].Array[4]
            .Sample(parts => { _codec.Read(Signed(parts[0], parts[1], parts[2], parts[3])); });

    [Fact]
    public void Without_a_key_messages_travel_unsigned()
    {
        var open = new MessageCodec("");
        var frames = open.Write(new OutgoingMessage([], "status", null, []));
        Assert.Empty(frames[1]);
        Assert.NotNull(open.Read(frames));
        Assert.Null(_codec.Read(frames));
    }

    private static List<byte[]> Signed(params string[] parts)
    {
        var bytes = parts.Select(Encoding.UTF8.GetBytes).ToArray();
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Key), bytes.SelectMany(part => part).ToArray());
        return [s_identity, "<IDS|MSG>"u8.ToArray(), Encoding.ASCII.GetBytes(Convert.ToHexStringLower(signature)), .. bytes];
    }

    /// <summary>Half a surrogate pair cannot travel in UTF-8: it becomes the replacement character.</summary>
    private static string Wellformed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
