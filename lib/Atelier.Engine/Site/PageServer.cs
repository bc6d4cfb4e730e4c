using System.Net;
using System.Text;

namespace Atelier.Engine.Site;

/// <summary>
/// One page, served on this machine alone: a browser lets two windows of an address talk to each other, and not two of a file.
/// </summary>
public sealed class PageServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly byte[] _page;

    /// <summary>Opens the port. <see cref="ServeAsync"/> answers.</summary>
    /// <param name="page">the HTML document</param>
    /// <param name="port">1 to 65535</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public PageServer(string page, int port)
    {
        (_page, Address) = (Encoding.UTF8.GetBytes(page), $"http://127.0.0.1:{port}/");
        _listener.Prefixes.Add(Address);
        try
        {
            _listener.Start();
        }
        catch (HttpListenerException e)
        {
            throw new IOException($"port {port} cannot be had ({e.Message}): name another with --port", e);
        }
    }

    /// <summary>The page's address.</summary>
    public string Address { get; }

    /// <summary>Answers requests until it is stopped.</summary>
    public async Task ServeAsync(CancellationToken cancellation)
    {
        await using var stop = cancellation.Register(_listener.Stop);
        while (_listener.IsListening)
        {
            try
            {
                _ = AnswerAsync(await _listener.GetContextAsync().ConfigureAwait(false));
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                // It was stopped.
            }
        }
    }

    /// <summary>Closes the port.</summary>
    public void Dispose() => ((IDisposable)_listener).Dispose();

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            using var response = context.Response;
            response.KeepAlive = false;
            if (context.Request.Url?.AbsolutePath != "/")
            {
                response.StatusCode = 404;
                return;
            }

            response.ContentType = "text/html; charset=utf-8";
            response.ContentLength64 = _page.Length;
            await response.OutputStream.WriteAsync(_page).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or IOException)
        {
            // The browser did not wait for the answer.
        }
    }
}
