using System.Globalization;
using System.Runtime.Intrinsics.X86;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// What oneDNN 3.7 (in libtorch 2.10) believes of the processor's caches. On an AMD processor it asks CPUID leaf 0x8000001D,
/// which many virtual machines leave empty, and takes the zeros for three data caches of one byte. Its reorders then sort their
/// loops for such caches, and the code that clears the padding of a partly filled block of channels clears weights in place of
/// it: convolutions whose channels fill no block of 16 come out wrong. Later versions count no cache where the leaf is empty, and
/// go on with a guess of their own; <see cref="Mend"/> brings this one to do the same.
/// </summary>
internal static unsafe class OneDnnCaches
{
    private const int Amd = 0x444d4163; // "cAMD", the end of "AuthenticAMD"
    private const int CacheLeaf = unchecked((int)0x8000001D);

    // Xbyak::util::Cpu in words of 32 bits: type 0, x2APIC 4, cores 5, sizes of data caches 7, cores that share them 17, how many
    // 27.
    private const int Cores = 5, Sizes = 7, Sharers = 17, Levels = 27, Words = 28;
    private const int MostLevels = 10, EmptyLevels = 3, MostCores = 65535, MostSharers = 4096;
    private const ulong TypeAmd = 1UL << 25;

    /// <summary>Whether this processor gives the empty answer that misleads oneDNN. Takes microseconds.</summary>
    public static bool AreHidden()
    {
        if (!X86Base.IsSupported || X86Base.CpuId(0, 0).Ecx != Amd)
            return false;

        const int typeOfCache = 0x1f;
        return (X86Base.CpuId(CacheLeaf, 0).Eax & typeOfCache) == 0;
    }

    /// <summary>
    /// Tells oneDNN that no cache is known, by the one word that says how many there are. Has to come before the process's first
    /// convolution whose channels fill no block: oneDNN keeps the reorders that it has made.
    /// </summary>
    /// <returns>whether there was exactly one place to mend</returns>
    public static bool Mend()
    {
        if (!OperatingSystem.IsLinux())
            return false;

        MakeDescription();
        List<nint> found = [.. WritableMemory().SelectMany(range => Find(range.From, range.To))];
        if (found.Count != 1)
            return false;

        Volatile.Write(ref ((uint*)found[0])[Levels], 0);
        return true;
    }

    /// <summary>The places in a range of memory that hold a description of three caches of one byte.</summary>
    internal static IEnumerable<nint> Find(nuint from, nuint to)
    {
        for (var place = from; place + (Words * sizeof(uint)) <= to; place += sizeof(ulong))
        {
            if (IsMisled((nint)place))
                yield return (nint)place;
        }
    }

    /// <summary>.data and .bss of libtorch_cpu.so: its own writable mappings, and the nameless one that follows them.</summary>
    internal static IEnumerable<(nuint From, nuint To)> WritableMemory()
    {
        var (isTorch, end) = (false, (nuint)0);
        foreach (var line in File.ReadLines("/proc/self/maps"))
        {
            var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var range = fields[0].Split('-').Select(at => nuint.Parse(at, NumberStyles.HexNumber, CultureInfo.InvariantCulture))
                .ToArray();
            var isNameless = fields.Length == 5;
            isTorch = isNameless ? isTorch && range[0] == end : fields[^1].EndsWith("/libtorch_cpu.so", StringComparison.Ordinal);
            end = range[1];
            if (isTorch && fields[1].StartsWith("rw", StringComparison.Ordinal))
                yield return (range[0], range[1]);
        }
    }

    private static bool IsMisled(nint place)
    {
        var words = new ReadOnlySpan<uint>((void*)place, Words);
        return words[Levels] == EmptyLevels
            && (*(ulong*)place & TypeAmd) != 0
            && words[Cores] is > 0 and <= MostCores && words[Cores + 1] is > 0 and <= MostCores
            && !words.Slice(Sizes, EmptyLevels).ContainsAnyExcept(1u)
            && !words[(Sizes + EmptyLevels)..(Sizes + MostLevels)].ContainsAnyExcept(0u)
            && !words.Slice(Sharers, EmptyLevels).ContainsAnyExceptInRange(1u, (uint)MostSharers)
            && !words[(Sharers + EmptyLevels)..(Sharers + MostLevels)].ContainsAnyExcept(0u);
    }

    // oneDNN describes the processor to itself at its first convolution. This one's channels fill their blocks: it is right in
    // any case.
    private static void MakeDescription()
    {
        using var scope = NewDisposeScope();
        nn.functional.conv2d(ones(2, 16, 4, 4), ones(16, 16, 3, 3), padding: [1L, 1]);
    }
}
