namespace Atelier.Engine.Tests.Session;

/// <summary>Writes loops by chance: over all numbers, in both directions, with whatever a loop's body may hold.</summary>
internal sealed class LoopWriter(Random random)
{
    private static readonly string[] s_starts =
        ["a", "a", "0", "n - 5000", "int.MaxValue - 3", "int.MinValue + 3"];

    private static readonly string[] s_bounds =
        ["n", "n", "9000", "v.Length", "list.Count", "Field", "n - 1", "n + Field", "int.MaxValue", "int.MinValue"];

    // What a counter is compared with that is no int; and what it may become before.
    private static readonly string[] s_otherBounds = ["n + 3L", "(long)v.Length * n", "Far", "9000.5", "(uint)list.Count"];
    private static readonly string[] s_otherCounters = ["{0} + 1", "{0} * 2L", "-{0}", "n - {0}"];

    private static readonly string[] s_statements =
    [
        "s = s * 31 + {0};",
        "s ^= {0};",
        "v[(uint){0} % 8] += 1;",
        "if (({0} & 3) == 0) continue;",
        "if (s % 97 == 5) break;",
        "if (s % 1009 == 7) return s;",
        "s += Math.Abs(s % 7) + Square((int){0});",
        "s += list.Count + v.Length;",
        "try {{ s += {0}; if (s % 4 == 1) continue; }} catch (Exception) {{ }} finally {{ s ^= 1; }}",
        "if (s % 3 == 0) {{ try {{ s += {0}; }} finally {{ s ^= 1; }} }}",
        "if (s % 5 == 0) n--;",
        "if (s % 5 == 0) Field--;",
        "if (s % 5 == 0) list.Add(1);",
        "if (s % 7 == 0) {0}++;",
        "if (s % 5 == 0) {{ ref int r = ref Field; r++; }}",
    ];

    public string Write(int depth = 0)
    {
        var (i, type, up) = ($"i{depth}", Any("int", "long"), random.Next(2) == 0);
        var step = random.Next(12) switch { 0 => $"{i} += 2", 1 => up ? $"{i}--" : $"{i}++", _ => up ? $"{i}++" : $"{i}--" };
        var bound = random.Next(6) == 0 ? Any(s_otherBounds) : Any(s_bounds);
        var counter = random.Next(8) == 0 ? string.Format(null, Any(s_otherCounters), i) : i;
        var statements = Enumerable.Range(0, random.Next(1, 4)).Select(_ => string.Format(null, Any(s_statements), i)).ToList();
        if (depth < 2 && random.Next(3) == 0) statements.Insert(random.Next(statements.Count), Write(depth + 1));
        return $"for ({type} {i} = {Any(s_starts)}; {counter} {(up ? Any("<", "<=") : Any(">", ">="))} {bound}; {step}) "
            + $"{{ if (++rounds > 9500) return s; {string.Join(' ', statements)} }}";
    }

    private string Any(params string[] choices) => choices[random.Next(choices.Length)];
}
