using System.Net;
using System.Security.Cryptography;

namespace Atelier.Grading.Marking;

/// <summary>What a page of this machine tells a browser to refuse.</summary>
internal static class GuardedPage
{
    /// <summary>Nothing is kept, guessed or told on.</summary>
    public static void Guard(HttpListenerResponse response)
    {
        response.Headers["Cache-Control"] = "no-store";
        response.Headers["X-Content-Type-Options"] = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
    }

    /// <summary>A page of ours. Only its own script runs, and nothing is loaded or sent anywhere else.</summary>
    /// <param name="name">its resource, as in <c>Marking.marking.html</c></param>
    /// <param name="response">what it is sent in</param>
    public static string Read(string name, HttpListenerResponse response)
    {
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        response.Headers["Content-Security-Policy"] =
            $"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        using var page = new StreamReader(typeof(GuardedPage).Assembly.GetManifestResourceStream($"Atelier.Grading.{name}")!);
        return page.ReadToEnd().Replace("NONCE", nonce, StringComparison.Ordinal);
    }
}
