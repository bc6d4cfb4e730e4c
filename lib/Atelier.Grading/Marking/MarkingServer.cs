using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Atelier.Engine.Site;
using Atelier.Grading.Results;

namespace Atelier.Grading.Marking;

/// <summary>
/// A page on this machine alone, where a person marks answers in words: a question at a time, all of its answers below one
/// another. Each mark is in the gradebook when the page says so.
/// </summary>
public sealed class MarkingServer : IDisposable
{
    private const int MostBytes = 1 << 18; // of a mark
    private const int MostRests = 64; // as many bytes again that are read and thrown away: 16 MB

    private readonly LocalServer _server;
    private readonly Gradebook _book;
    private readonly IReadOnlyList<Question> _questions;
    private readonly bool _isBlind;
    private readonly Visitor _visitor;

    /// <summary>Opens a port. <see cref="ServeAsync"/> answers.</summary>
    /// <param name="book">the gradebook</param>
    /// <param name="questions">the questions</param>
    /// <param name="isBlind">whether the page tells no names</param>
    /// <exception cref="HttpListenerException">The port is taken.</exception>
    public MarkingServer(Gradebook book, IReadOnlyList<Question> questions, bool isBlind)
    {
        (_book, _questions, _isBlind) = (book, questions, isBlind);
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        _server = new LocalServer(FreePort(), AnswerAsync);
        Address = $"http://{_server.Host}/{token}/";
        _visitor = new Visitor(_server.Host, token);
    }

    /// <summary>The page's address, with the token without which nothing is answered.</summary>
    public string Address { get; }

    /// <summary>Answers requests until it is stopped.</summary>
    public Task ServeAsync(CancellationToken cancellation) => _server.ServeAsync(cancellation);

    /// <summary>Closes the port.</summary>
    public void Dispose() => _server.Dispose();

    // What another takes in between is an error at once; a port of the system's choice is no port that HttpListener knows.
    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task AnswerAsync(HttpListenerContext context) =>
        await AnswerAsync(context.Request, context.Response, context.Request.HasEntityBody
            ? await ReadAsync(context.Request.InputStream).ConfigureAwait(false)
            : []).ConfigureAwait(false);

    // What is too long for a mark is read as well: a connection that closes on unread bytes takes the answer with it.
    private static async Task<byte[]> ReadAsync(Stream stream)
    {
        var body = new byte[MostBytes];
        var length = await stream.ReadAtLeastAsync(body, MostBytes, throwOnEndOfStream: false).ConfigureAwait(false);
        var rest = new byte[MostBytes];
        for (var i = 0; length == MostBytes && i < MostRests; i++)
            if (await stream.ReadAtLeastAsync(rest, MostBytes, throwOnEndOfStream: false).ConfigureAwait(false) < MostBytes)
                break;
        return body[..length];
    }

    private async Task AnswerAsync(HttpListenerRequest request, HttpListenerResponse response, byte[] body)
    {
        GuardedPage.Guard(response);
        var (status, type, text) = (request.HttpMethod, _visitor.Path(request)) switch
        {
            (_, null) => (403, "text/plain", "This is not your page."),
            ("GET", "") => (200, "text/html", GuardedPage.Read("Marking.marking.html", response)),
            ("GET", "questions") => (200, "application/json", Told()),
            ("POST", "mark") => Take(request.ContentType, body),
            _ => (404, "text/plain", "There is no such page."),
        };
        var bytes = Encoding.UTF8.GetBytes(text);
        (response.StatusCode, response.ContentType) = (status, type + "; charset=utf-8");
        response.ContentLength64 = bytes.Length;
        await response.OutputStream.WriteAsync(bytes).ConfigureAwait(false);
    }

    private string Told()
    {
        Dictionary<(string, string, string), ManualGrade> marks;
        lock (_book) marks = _book.Manual.ToDictionary(one => (one.Student, one.Assignment, one.Cell));
        return JsonSerializer.Serialize(_questions.Select(question => new
        {
            question.Assignment,
            question.Cell,
            question.MaxPoints,
            question.Text,
            question.Scheme,
            Answers = question.Answers.Select((answer, i) =>
            {
                var mark = marks.GetValueOrDefault((answer.Student, question.Assignment, question.Cell));
                return new
                {
                    Student = _isBlind ? $"Answer {i + 1}" : answer.Student,
                    answer.Text,
                    answer.Missing,
                    mark?.Points,
                    Comment = mark?.Comment ?? ""
                };
            }),
        }), Gradebook.Json);
    }

    private (int Status, string Type, string Text) Take(string? type, byte[] body)
    {
        if (type?.StartsWith("application/json", StringComparison.Ordinal) != true || body.Length == MostBytes)
            return (400, "text/plain", "A mark is JSON of at most 256 kB.");
        try
        {
            var mark = JsonSerializer.Deserialize<Mark>(body, Gradebook.Json);
            return mark is null || Fault(mark) is not null
                ? (400, "text/plain", mark is null ? "There is no mark." : Fault(mark)!)
                : Save(mark);
        }
        catch (JsonException)
        {
            return (400, "text/plain", "That is no mark.");
        }
    }

    private string? Fault(Mark mark) =>
        mark.Question < 0 || mark.Question >= _questions.Count || mark.Answer < 0
            || mark.Answer >= _questions[mark.Question].Answers.Count ? "There is no such answer."
        : mark.Points is { } points
            && !(points >= 0
                && points <= _questions[mark.Question].MaxPoints) ? $"Points are from 0 to {_questions[mark.Question].MaxPoints}."
        : null;

    private (int Status, string Type, string Text) Save(Mark mark)
    {
        var question = _questions[mark.Question];
        lock (_book)
            _book.Put(new ManualGrade(question.Answers[mark.Answer].Student, question.Assignment, question.Cell, mark.Points,
                mark.Comment ?? ""));
        return (200, "text/plain", "saved");
    }
}
