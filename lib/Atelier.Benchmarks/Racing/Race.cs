namespace Atelier.Benchmarks;

/// <summary>
/// Contestants, lap by lap in turn, so that whatever else the machine does meanwhile meets all of them. A ratio is taken in each
/// round; the median of the rounds is told, with the least and the most.
/// </summary>
internal sealed class Race : IDisposable
{
    private readonly Dictionary<Contestant, Lane> _lanes = [];
    private readonly Dictionary<Contestant, string> _names = [];
    private readonly Dictionary<Contestant, string> _missing = [];
    private readonly Dictionary<Contestant, List<double>> _rates = []; // steps a second, in each round

    private Race(BenchRun run, string what, IReadOnlyList<Contestant> contestants)
    {
        run.Tell($"{what}: {string.Join(", ", contestants.Select(who => who.Name))}");
        foreach (var who in contestants) Try(who, () => _lanes[who] = new Lane(who, run.Cancellation));
        foreach (var who in contestants)
            Try(who, () => _names[who] = _lanes[who].Ready() is { Length: > 0 } name ? name : who.Name);
        var steps = new Dictionary<Contestant, int>();
        foreach (var who in contestants)
            Try(who, () => steps[who] = _lanes[who].StepsOf(run.LapSeconds));
        for (var round = 0; round < run.Rounds; round++)
        {
            foreach (var who in contestants)
                Try(who, () => Rates(who).Add(steps[who] / _lanes[who].Ask(steps[who])));
            run.Tick();
        }
        run.EndTicks();
    }

    /// <summary>Runs the laps.</summary>
    public static Race Run(BenchRun run, string what, params IReadOnlyList<Contestant> contestants)
    {
        using var race = new Race(run, what, contestants);
        return race;
    }

    /// <summary>One contestant beside another, each with what a step of it amounts to in the unit.</summary>
    public Measurement Compare(string what, string unit, Side thing, Side peer, Goal? goal = null)
    {
        var (name, peerName) = (Name(thing.Who), Name(peer.Who));
        if ((Missing(thing.Who) ?? Missing(peer.Who)) is { } reason)
            return new Measurement(what, name, peerName) { Goal = goal, Missing = reason };
        var (rates, peerRates) = (Scaled(thing), Scaled(peer));
        return new Measurement(what, name, peerName)
        {
            Unit = unit,
            Value = Spread.Of(rates),
            PeerValue = Spread.Of(peerRates),
            Ratio = Spread.Of(rates.Zip(peerRates, (own, other) => own / other)),
            Goal = goal,
        };
    }

    private string Name(Contestant who) => _names.GetValueOrDefault(who, who.Name);

    private string? Missing(Contestant who) => _missing.GetValueOrDefault(who);

    private IEnumerable<double> Scaled(Side side) => _rates[side.Who].Select(rate => rate * side.PerStep);

    private List<double> Rates(Contestant who) => _rates.TryGetValue(who, out var rates) ? rates : _rates[who] = [];

    private void Try(Contestant who, Action action)
    {
        if (_missing.ContainsKey(who)) return;
        try
        {
            action();
        }
        catch (NotMeasuredException reason)
        {
            _missing[who] = reason.Message;
        }
    }

    /// <summary>Ends the processes.</summary>
    public void Dispose()
    {
        foreach (var lane in _lanes.Values) lane.Dispose();
    }
}
