using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Atelier.Grading.Marking;

/// <summary>
/// Who may see the page: who knows the token in its address, and came by that address. A page of another site that a name leads
/// here (DNS rebinding) has another Host; a form of another site has another Origin.
/// </summary>
/// <param name="host">the page's host and port</param>
/// <param name="token">the token</param>
internal sealed class Visitor(string host, string token)
{
    /// <summary>The path of a request below the token; null for one that is refused.</summary>
    public string? Path(HttpListenerRequest request)
    {
        if (request.UserHostName != host) return null;
        if (request.Headers["Origin"] is { } origin && origin != $"http://{host}") return null;
        if (request.Headers["Sec-Fetch-Site"] is { } site && site is not ("same-origin" or "none")) return null;
        return request.Url?.AbsolutePath.Split('/') is ["", var given, .. var rest] && IsToken(given) ? string.Join('/', rest)
            : null;
    }

    private bool IsToken(string given) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(token));
}
