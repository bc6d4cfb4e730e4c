using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Atelier.Grading.Marking;
using Atelier.Grading.Results;
using Atelier.Grading.Tests.Results;

namespace Atelier.Grading.Tests.Marking;

/// <summary>The marking page by HTTP: what it answers, and to whom.</summary>
public sealed class MarkingServerTests : IAsyncDisposable
{
    private readonly GradebookFolder _gradebook = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient _client = new();
    private readonly MarkingServer _server;
    private readonly Task _serving;

    public MarkingServerTests()
    {
        _gradebook.Book.Put(GradebookFolder.Answered("ada", "Because."));
        _gradebook.Book.Put(GradebookFolder.Answered("bob", ""));
        _gradebook.Book.Put(GradebookFolder.Unreadable("cyd", "ps1"));
        _server = new MarkingServer(_gradebook.Book, Questions.Of(_gradebook.Book, _gradebook.Folder, isBlind: false),
            isBlind: false);
        _serving = _server.ServeAsync(_stop.Token);
    }

    [Fact]
    public async Task It_tells_each_answer_and_why_one_is_missing()
    {
        var answers = JsonNode.Parse(await _client.GetStringAsync(_server.Address + "questions"))![0]!["answers"]!.AsArray();
        Assert.Equal(["ada: Because.", "bob: No answer was given.", "cyd: not JSON"],
            answers.Select(one => $"{one!["student"]}: {one["text"]}{one["missing"]}"));
    }

    [Theory]
    [InlineData(0, 6.0, 200)]
    [InlineData(1, 0.0, 200)]
    [InlineData(2, null, 200)]
    [InlineData(0, 6.1, 400)]
    [InlineData(0, -1.0, 400)]
    [InlineData(3, 1.0, 400)]
    [InlineData(-1, 1.0, 400)]
    public async Task A_mark_is_in_the_gradebook_when_it_is_answered(int answer, double? points, int status)
    {
        using var reply =
            await _client.PostAsJsonAsync(_server.Address + "mark", new { question = 0, answer, points, comment = "hm" });
        Assert.Equal(status, (int)reply.StatusCode);
        Assert.Equal(status == 200 ? [new ManualGrade(new[] { "ada", "bob", "cyd" }[answer], "ps1", "essay", points, "hm")] : [],
            _gradebook.Book.Manual);
    }

    [Theory]
    [InlineData("text/plain", "{\"question\":0,\"answer\":0,\"points\":1}")] // what a form of another site can send
    [InlineData("application/json", "[")]
    [InlineData("application/json", "null")]
    [InlineData("application/json", "{\"question\":0,\"answer\":0,\"points\":\"NaN\"}")]
    public async Task What_is_no_mark_changes_nothing(string type, string text)
    {
        using var reply = await _client.PostAsync(_server.Address + "mark", new StringContent(text, Encoding.UTF8, type));
        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Empty(_gradebook.Book.Manual);
    }

    [Theory]
    [InlineData("Host", "attacker.example")] // a name that was made to lead here
    [InlineData("Host", "localhost")]
    [InlineData("Origin", "http://attacker.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Another_host_or_origin_is_refused_even_with_the_token(string header, string value)
    {
        foreach (var (method, path) in new[] { (HttpMethod.Get, ""), (HttpMethod.Get, "questions"), (HttpMethod.Post, "mark") })
        {
            using var request = new HttpRequestMessage(method,
                _server.Address + path)
            {
                Content = method == HttpMethod.Post
                    ? JsonContent.Create(new { question = 0, answer = 0, points = 1 })
                    : null
            };
            // On a connection that is kept, HttpListener may answer another Host twice, the second time with an empty 200.
            request.Headers.ConnectionClose = true;
            request.Headers.TryAddWithoutValidation(header, header == "Host" ? $"{value}:{new Uri(_server.Address).Port}"
                : value);
            using var reply = await _client.SendAsync(request);
            Assert.True((int)reply.StatusCode is 400 or 403 or 404, $"{method} {path}: {reply.StatusCode}");
            Assert.DoesNotContain("Because", await reply.Content.ReadAsStringAsync());
        }

        Assert.Empty(_gradebook.Book.Manual);
    }

    /// <summary>
    /// Browsers keep connections, and what they send through one that the server has closed is lost: so the page is asked for
    /// before each mark, by several at once.
    /// </summary>
    [Theory]
    [InlineData("Origin", "null", 30, 403)]
    [InlineData("Origin", "null", 3_000_000, 403)] // more than the server reads
    [InlineData("Accept", "*/*", 3_000_000, 400)]
    public async Task The_answer_to_a_mark_that_is_refused_arrives(string header, string value, int length, int status)
    {
        var times = length > 1000 ? 5 : 100;
        var body = new byte[length];
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            var all = new List<int>();
            for (var i = 0; i < times; i++)
            {
                using var page = await _client.GetAsync(_server.Address);
                using var request = new HttpRequestMessage(HttpMethod.Post, _server.Address + "mark")
                {
                    Content = new ByteArrayContent(body),
                    Headers = { { header, value } },
                };
                request.Headers.TransferEncodingChunked = i % 2 == 1;
                using var reply = await _client.SendAsync(request);
                all.Add((int)reply.StatusCode);
            }

            return all;
        })));
        Assert.Equal(Enumerable.Repeat(status, 4 * times), answers.SelectMany(all => all));
        Assert.Empty(_gradebook.Book.Manual);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00000000000000000000000000000000/")]
    [InlineData("questions")]
    [InlineData("00000000000000000000000000000000/questions")]
    public async Task Without_the_token_nothing_is_answered(string path)
    {
        using var reply = await _client.GetAsync(new Uri(new Uri(_server.Address), "/" + path));
        Assert.Equal((HttpStatusCode.Forbidden, "This is not your page."),
            (reply.StatusCode, await reply.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task It_listens_on_this_machine_alone()
    {
        var port = new Uri(_server.Address).Port;
        var others = (await Dns.GetHostAddressesAsync(Dns.GetHostName())).Where(
            address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address));
        foreach (var other in others)
        {
            using var socket = new TcpClient();
            await Assert.ThrowsAnyAsync<SocketException>(() => socket.ConnectAsync(other, port));
        }
    }

    [Fact]
    public async Task Its_page_loads_and_runs_nothing_but_its_own()
    {
        using var reply = await _client.GetAsync(_server.Address);
        var policy = Assert.Single(reply.Headers.GetValues("Content-Security-Policy"));
        var page = await reply.Content.ReadAsStringAsync();
        Assert.StartsWith("default-src 'none'; script-src 'nonce-", policy);
        Assert.DoesNotMatch("https?://|innerHTML|NONCE| on[a-z]+=", page);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _server.Dispose();
        _client.Dispose();
        _stop.Dispose();
        _gradebook.Dispose();
    }
}
