using System.Net;
using System.Text;

namespace Atelier.Engine.Site;

/// <summary>
/// One page, served on this machine alone: a browser lets two windows of an address talk to each other, and not two of a file.
/// </summary>
public sealed class PageServer : IDisposable
{
    private readonly LocalServer _server;
    private readonly byte[] _page;

    /// <summary>Opens the port. <see cref="ServeAsync"/> answers.</summary>
    /// <param name="page">the HTML document</param>
    /// <param name="port">1 to 65535</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public PageServer(string page, int port)
    {
        _page = Encoding.UTF8.GetBytes(page);
        try
        {
            _server = new LocalServer(port, AnswerAsync);
        }
        catch (HttpListenerException e)
        {
            throw new IOException($"port {port} cannot be had ({e.Message}): name another with --port", e);
        }
    }

    /// <summary>The page's address.</summary>
    public string Address => $"http://{_server.Host}/";

    /// <summary>Answers requests until it is stopped.</summary>
    public Task ServeAsync(CancellationToken cancellation) => _server.ServeAsync(cancellation);

    /// <summary>Closes the port.</summary>
    public void Dispose() => _server.Dispose();

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var response = context.Response;
        if (context.Request.Url?.AbsolutePath != "/")
        {
            response.StatusCode = 404;
            return;
        }

        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength64 = _page.Length;
        await response.OutputStream.WriteAsync(_page).ConfigureAwait(false);
    }
}
