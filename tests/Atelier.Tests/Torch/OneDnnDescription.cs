namespace Atelier.Tests.Torch;

/// <summary>
/// oneDNN's description of an AMD processor, in this process's memory: as a machine that tells its caches has it, or mended.
/// </summary>
internal sealed unsafe class OneDnnDescription
{
    private const int Words = 28, Cores = 5, Sizes = 7, Sharers = 17, Levels = 27, Most = 10;
    private readonly uint* _words;

    private OneDnnDescription(uint* words) => _words = words;

    public static IReadOnlyList<OneDnnDescription> Find()
    {
        ConvolutionCheck.Run(39); // oneDNN makes it at the first convolution
        var found = new List<OneDnnDescription>();
        foreach (var (from, to) in OperatingSystem.IsLinux() ? OneDnnCaches.WritableMemory() : [])
            for (var at = (uint*)from; at + Words <= (uint*)to; at += 2)
                if (IsOne(new ReadOnlySpan<uint>(at, Words)))
                    found.Add(new OneDnnDescription(at));
        return found;
    }

    public uint[] Save() => new ReadOnlySpan<uint>(_words, Words).ToArray();

    public void Restore(uint[] saved) => saved.CopyTo(new Span<uint>(_words, Words));

    public void HideCaches()
    {
        new Span<uint>(_words + Sizes, 3).Fill(1);
        new Span<uint>(_words + Sharers, 3).Fill(1);
        _words[Levels] = 3;
    }

    private static bool IsOne(ReadOnlySpan<uint> words) =>
        (words[0] & (1u << 25)) != 0 // AMD
        && words[Levels] is 0 or 3
        && words[Cores] is > 0 and < 65536 && words[Cores + 1] is > 0 and < 65536
        && words[Sizes] > 0 && words[Sizes + 1] >= words[Sizes] && words[Sizes + 2] > 0
        && !words[(Sizes + 3)..(Sizes + Most)].ContainsAnyExcept(0u)
        && words[Sharers] is > 0 and <= 4096 && words[Sharers + 2] is > 0 and <= 4096
        && !words[(Sharers + 3)..(Sharers + Most)].ContainsAnyExcept(0u);
}
