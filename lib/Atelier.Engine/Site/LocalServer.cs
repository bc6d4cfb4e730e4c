using System.Net;

namespace Atelier.Engine.Site;

/// <summary>
/// Answers browsers of this machine alone, each request beside the others: one that sends half of it waits alone.
/// </summary>
public sealed class LocalServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Func<HttpListenerContext, Task> _answer;

    /// <summary>Opens the port. <see cref="ServeAsync"/> answers.</summary>
    /// <param name="port">1 to 65535</param>
    /// <param name="answer">writes the answer to a request</param>
    /// <exception cref="HttpListenerException">The port cannot be had.</exception>
    public LocalServer(int port, Func<HttpListenerContext, Task> answer)
    {
        (_answer, Host) = (answer, $"127.0.0.1:{port}");
        _listener.Prefixes.Add($"http://{Host}/");
        _listener.Start();
    }

    /// <summary>The address and the port, as a browser names them.</summary>
    public string Host { get; }

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
            response.KeepAlive = false; // HttpListener cuts connections unannounced: what is sent through one would be lost.
            await _answer(context).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or IOException)
        {
            // The browser did not wait for the answer.
        }
    }
}
