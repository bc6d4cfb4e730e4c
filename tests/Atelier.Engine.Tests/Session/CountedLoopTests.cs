using System.Reflection;
using Atelier.Engine.Session;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Mono.Cecil;

namespace Atelier.Engine.Tests.Session;

/// <summary>
/// Loops that step by one, with what makes them ask and without. In line with the sessions' tests: a stop there ends loops here.
/// </summary>
[Collection("session")]
public sealed class CountedLoopTests
{
    private const string Members = """
        public int Field = 4100;
        public long Far = 5000;
        int Square(int x) => x * x;
        int Next() => Field++;

        """;

    /// <summary>Each loop that does so holds the number of rounds twice.</summary>
    [Theory]
    [InlineData("for (int i = 0; i < n; i++) s += i;", 1)]
    [InlineData("for (long i = n; i >= 0; i--) s += i;", 1)]
    [InlineData("while (n > 0) { s += n; n--; }", 1)]
    [InlineData("foreach (var x in v) s += x;", 1)]
    [InlineData("for (int i = 0; i < 9; ++i) { if (i == 3) continue; if (s > 90) break; s += i; }", 1)]
    [InlineData("for (int i = 0; i < v.Length; i++) for (int j = 0; j <= i; j++) s += v[i] * v[j];", 2)]
    [InlineData("for (int i = 0; i < n - 1; i++) { s += i; while (s > i) s /= 2; }", 1)]
    [InlineData("for (int i = 0; i < list.Count; i++) s += list[i];", 1)]
    [InlineData("for (int i = 0; i < text.Length; i++) s += text[i];", 1)]
    [InlineData("for (int i = 0; i < Field; i++) s += Math.Max(i, 3);", 1)]
    [InlineData("for (int i = 0; i < n; i++) s += Square(i);", 1)]
    [InlineData("for (int i = 0; i < n; i++) Console.WriteLine(i);", 1)]
    [InlineData("for (int i = 0; i < n; i++) { try { s += i; } finally { s++; } }", 1)]
    [InlineData("for (long i = 0; i < Far; i++) s += i;", 1)]
    [InlineData("for (int i = 0; i < Far; i++) s += i;", 0)]
    [InlineData("for (int i = 0; i + 1 < n; i++) s += i;", 0)]
    [InlineData("for (int i = 0; i < (double)n; i++) s += i;", 0)]
    [InlineData("for (int i = 0; i < n; i += 2) s += i;", 0)]
    [InlineData("for (uint i = 0; i < n; i++) s += i;", 0)]
    [InlineData("for (int i = 0; i < n && s < 9; i++) s += i;", 0)]
    [InlineData("for (int i = 0; i < n; i++) { s += i; n--; }", 0)]
    [InlineData("for (int i = 0; i < n; i++) { s += i; i++; }", 0)]
    [InlineData("for (int i = 0; i < n; i++) { ref var r = ref n; r--; s++; }", 0)]
    [InlineData("for (int i = 0; i < n; i++) { Less(); s++; } void Less() => n--;", 0)]
    [InlineData("for (int i = 0; i < Field; i++) { s += i; Field--; }", 0)]
    [InlineData("for (int i = 0; i < Field; i++) s += Next();", 0)]
    [InlineData("ref var f = ref Field; for (int i = 0; i < Field; i++) { s += i; f--; }", 0)]
    [InlineData("for (int i = 0; i < list.Count; i++) list.Remove(i);", 0)]
    [InlineData("for (int i = 0; i < n; i++) v = new int[i];", 0)]
    [InlineData("for (int i = 0; i < n; i++) s += new List<int>(i).Count;", 0)]
    [InlineData("do s++; while (s < n);", 0)]
    [InlineData("Wait(n); static void Wait(int n) { while (n > 0) Console.Out.Flush(); }", 0)]
    public void A_loop_that_steps_by_one_to_a_bound_that_stays_asks_once_in_many_rounds(string loop, int loops)
    {
        var (code, symbols) = Compile(
            $"{Members} long F(int n, int[] v, List<int> list, string text) {{ long s = 0; {loop} return s; }}");
        Assert.Equal(loops * 2, CountsOfRounds(StopChecks.Add(code, symbols).Code));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_asks_changes_no_result(int seed)
    {
        var loops = new LoopWriter(new Random(seed));
        var source = Members + string.Concat(Enumerable.Range(0, 100).Select(i =>
            $"public long F{i}(int a, int n, int[] v, List<int> list) {{ long s = 0; int rounds = 0; {loops.Write()} "
            + "return s + 31 * n; }\n"));
        var (code, symbols) = Compile(source);
        var (withChecks, _) = StopChecks.Add(code, symbols);
        Assert.True(CountsOfRounds(withChecks) > 60, "hardly any of these loops were of the kind");

        var (plain, asking) = (Assembly.Load(code.ToArray()), Assembly.Load(withChecks.ToArray()));
        var cases = from i in Enumerable.Range(0, 100)
                    from a in new[] { 0, -10, int.MaxValue - 4100, int.MinValue }
                    from n in new[] { 0, 1, 4096, 4097, 9000, int.MaxValue, int.MinValue }
                    select ($"F{i}", a, n);
        foreach (var (name, a, n) in cases)
        {
            var loop = source.Split('\n').First(line => line.Contains($" {name}(", StringComparison.Ordinal));
            Assert.True(Outcome(plain, name, a, n) == Outcome(asking, name, a, n), $"a = {a}, n = {n}: {loop}");
        }
    }

    private static string Outcome(Assembly assembly, string name, int a, int n)
    {
        var type = assembly.GetType("Loops")!;
        var loops = Activator.CreateInstance(type)!;
        var (v, list) = (new int[8], new List<int>(new int[4100]));
        var sum = type.GetMethod(name)!.Invoke(loops, [a, n, v, list]);
        return $"{sum} {type.GetField("Field")!.GetValue(loops)} {string.Join(' ', v)} {list.Count}";
    }

    private static int CountsOfRounds(MemoryStream code)
    {
        using var module = ModuleDefinition.ReadModule(new MemoryStream(code.ToArray()));
        return module.GetType("Loops").Methods.SelectMany(method => method.Body.Instructions)
            .Count(at => at.Operand is 4095 or 4095L);
    }

    private static (MemoryStream Code, MemoryStream Symbols) Compile(string members)
    {
        var source = $"using System; using System.Collections.Generic; public class Loops {{ {members} }}";
        var compilation = CSharpCompilation.Create(
            $"loops-{Guid.NewGuid():N}",
            [CSharpSyntaxTree.ParseText(source, path: "loops", encoding: System.Text.Encoding.UTF8)],
            AssemblyFolders.Framework,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        var (code, symbols) = (new MemoryStream(), new MemoryStream());
        var emitted = compilation.Emit(
            code, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        Assert.True(emitted.Success, string.Join("; ", emitted.Diagnostics));
        return (code, symbols);
    }
}
