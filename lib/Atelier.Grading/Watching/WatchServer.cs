using System.Net;
using System.Security.Cryptography;
using System.Text;
using Atelier.Engine.Site;
using Atelier.Grading.Marking;

namespace Atelier.Grading.Watching;

/// <summary>The page of a watch, on this machine alone.</summary>
public sealed class WatchServer : IDisposable
{
    private readonly LocalServer _server;
    private readonly ClassWatch _watch;
    private readonly bool _hasNames;
    private readonly Visitor _visitor;

    /// <summary>Opens the port. <see cref="ServeAsync"/> answers.</summary>
    /// <param name="watch">what is shown</param>
    /// <param name="port">1 to 65535</param>
    /// <param name="hasNames">whether the page tells names</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public WatchServer(ClassWatch watch, int port, bool hasNames)
    {
        (_watch, _hasNames) = (watch, hasNames);
        try
        {
            _server = new LocalServer(port, AnswerAsync);
        }
        catch (HttpListenerException e)
        {
            throw new IOException($"port {port} cannot be had ({e.Message}): name another with --port", e);
        }

        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        Address = $"http://{_server.Host}/{token}/";
        _visitor = new Visitor(_server.Host, token);
    }

    /// <summary>The page's address, with the token without which nothing is answered.</summary>
    public string Address { get; }

    /// <summary>Answers requests until it is stopped.</summary>
    public Task ServeAsync(CancellationToken cancellation) => _server.ServeAsync(cancellation);

    /// <summary>Closes the port.</summary>
    public void Dispose() => _server.Dispose();

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var response = context.Response;
        GuardedPage.Guard(response);
        var (status, type, text) = (context.Request.HttpMethod, _visitor.Path(context.Request)) switch
        {
            (_, null) => (403, "text/plain", "This is not your page."),
            ("GET", "") => (200, "text/html", GuardedPage.Read("Watching.watch.html", response)),
            ("GET", "now") => (200, "text/html", WatchPage.Render(_watch.Lessons(), _watch.Fault, _hasNames)),
            _ => (404, "text/plain", "There is no such page."),
        };
        var bytes = Encoding.UTF8.GetBytes(text);
        (response.StatusCode, response.ContentType) = (status, type + "; charset=utf-8");
        response.ContentLength64 = bytes.Length;
        await response.OutputStream.WriteAsync(bytes).ConfigureAwait(false);
    }
}
