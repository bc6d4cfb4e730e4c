namespace Atelier.Benchmarks;

/// <summary>A line of the table: a thing beside its peer, measured in the same run.</summary>
/// <param name="What">what is compared</param>
/// <param name="Thing">ours</param>
/// <param name="Peer">what it is compared with</param>
internal sealed record Measurement(string What, string Thing, string Peer)
{
    /// <summary>One that was measured once.</summary>
    public static Measurement Of(
        string what, string unit, (string Name, double Value) thing, (string Name, double Value) peer, Goal? goal) =>
        new(what, thing.Name, peer.Name)
        {
            Unit = unit,
            Value = Spread.Of([thing.Value]),
            PeerValue = Spread.Of([peer.Value]),
            Ratio = Spread.Of([thing.Value / peer.Value]),
            Goal = goal,
        };

    /// <summary>The benchmarks that it belongs to.</summary>
    public string Group { get; init; } = "";

    /// <summary>Of the values.</summary>
    public string Unit { get; init; } = "";

    public Spread? Value { get; init; }

    public Spread? PeerValue { get; init; }

    /// <summary>The thing's value by its peer's, round by round.</summary>
    public Spread? Ratio { get; init; }

    public Goal? Goal { get; init; }

    /// <summary>Whether the goal is reached; null where there is none, or nothing was measured.</summary>
    public bool? Reached => Goal is not { } goal || Ratio is not { } ratio ? null
        : goal.IsReachedBy(goal.OfValue ? Value!.Value.Median : ratio.Median);

    /// <summary>Why it was not measured; null where it was.</summary>
    public string? Missing { get; init; }
}
