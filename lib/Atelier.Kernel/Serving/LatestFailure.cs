using Atelier.Kernel.Wire;

namespace Atelier.Kernel.Serving;

/// <summary>
/// Decides which cells a failed cell takes with it: those that were sent before a person could know of the failure ("Run all"
/// sends every cell at once, and some may still be on their way).
/// </summary>
internal sealed class LatestFailure
{
    /// <summary>
    /// How long a message may travel. Only so long is the sender's clock believed, which may be another machine's.
    /// </summary>
    private static readonly TimeSpan s_travel = TimeSpan.FromSeconds(0.25);

    private DateTimeOffset _at = DateTimeOffset.MinValue;

    public void Happened() => _at = DateTimeOffset.UtcNow;

    public bool Stops(IncomingMessage request) =>
        request.Arrived <= _at || (request.Header.Date < _at && request.Arrived - _at < s_travel);
}
