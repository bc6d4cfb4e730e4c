using System.Diagnostics;
using System.Globalization;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Atelier.Engine.Session;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Mono.Cecil.Cil;

namespace Atelier.Engine.Tests.Session;

/// <summary>Stop, for all the ways in which a cell can go on for ever.</summary>
public sealed class StopTests : SessionTests
{
    private const int Rounds = 2;

    private static readonly string[] s_endless =
    [
        "for (;;) n++;",
        "while (true) n++;",
        "do { n++; } while (true);",
        "again: n++; goto again;",
        "while (true) { try { n++; } catch { } }",
        "while (true) { try { while (true) n++; } catch (Exception) { } }",
        "while (true) { try { n = Math.Max(n, Console.BufferWidth); while (true) n++; } catch (Exception) { } finally { n++; } }",
        "lock (new object()) while (true) n++;",
        "int F(int x) { again: if (x > 0) { switch (x) { case 1: goto case 2; case 2: goto case 1; } } goto again; } F(1)",
        "Enumerable.Range(0, int.MaxValue).Select(i => i * 2L).Sum(x => Math.Sin(x))",
        "Enumerable.Range(0, int.MaxValue).Where(i => i % 7 == 8).Count()",
        "Enumerable.Range(0, int.MaxValue).OrderBy(i => { while (true) n++; return i; }).First()",
        "(from a in Enumerable.Range(0, int.MaxValue) from b in Enumerable.Range(0, 10) where a + b < 0 select a).ToList()",
        "var d = new Dictionary<int, int>(); while (true) { for (var i = 0; i < 1000; i++) d[i] = d.GetValueOrDefault(i) + 1; }",
        "string.Join(\",\", Enumerable.Range(0, int.MaxValue).Select(i => i % 10 == 11 ? \"x\" : \"\"))",
        "var r = new StringBuilder(); while (true) { r.Append(n).Replace('1', '2'); if (r.Length > 10000) r.Clear(); }",
        "var l = new List<int>(); while (true) { l.Add(1); if (l.Count > 1000) l.Clear(); l.Sort((x, y) => x - y); }",
        "IEnumerable<int> Ones() { while (true) yield return 1; } Ones().Sum(x => (long)x)",
        "IEnumerable<int> Ones() { while (true) yield return 1; } foreach (var one in Ones()) n += one;",
        "long Deep(int k) => k == 0 ? 1 : Deep(k - 1) + Deep(k - 1); Deep(60)",
        "bool IsNever(int i) => i % 7 == 8; Enumerable.Range(0, int.MaxValue).Where(IsNever).Count()",
        "Enumerable.Range(0, int.MaxValue).Where(IsNeverEither).Count()",
        "Enumerable.Range(0, int.MaxValue).Max(new Never())",
        "while (true) n = Math.Max(n, One());",
        "long Round(long k) => One() > 0 ? Square(k) + 1 : k; while (true) n = Math.Max(n, Round(2));",
        "while (n > 0) n++;",
        "for (var i = 0; n > 0; i++) { if (i % 3 == 0) continue; n += i & 1; }",
        "for (var i = 0; n > 0; i++) for (var j = 0; j < 9; j++) n += j;",
        "for (var i = 0; i < 9; i++) for (var j = 0; n > 0; j++) n += j & 1;",
        "while (n > 0) { try { while (n > 0) n++; } catch (Exception) { } }",
        "try { while (n > 0) n++; } finally { n = Math.Max(n, 6); }",
        "var m = new long[4, 4]; while (true) m[1, 2] += m[2, 1];",
        "var all = new long[4]; void Walk() { for (var i = 0; ; i = (i + 1) % 4) all[i]++; } Walk();",
        "class Walker { public long Steps; public void Go() { while (true) Steps++; } } new Walker().Go();",
        "for (int i = 0; i <= int.MaxValue; i++) n += i & 1;",
        "for (var i = int.MaxValue; i >= int.MinValue; i--) n += i & 1;",
        "for (long i = 0; i < long.MaxValue; i++) n = Math.Max(n, i);",
        "for (long i = 0; i < long.MaxValue; i++) n = Math.Max(n, One());",
        "for (var i = 0; i < int.MaxValue; i++) for (var j = 0; j < int.MaxValue; j++) n += j & 1;",
        "for (var i = 0; i < int.MaxValue; i++) for (var j = 0; j < 3; j++) for (var k = 0; k < int.MaxValue; k++) n += k & 1;",
        "while (true) await Task.Yield();",
        "while (true) await Task.Delay(1);",
        "async Task Go() { while (true) { await Task.Yield(); n++; } } await Go();",
        "await foreach (var x in Stream()) n += x; async IAsyncEnumerable<int> Stream() { while (true) { await Task.Yield(); yield return 1; } }",
        "Task.Run(() => { while (true) n++; }).Wait();",
        "await Task.Run(() => { while (true) n++; });",
        "Parallel.For(0, int.MaxValue, i => { Math.Sin(i); });",
        "Parallel.For(0, 8, i => { while (true) n++; });",
        "Parallel.ForEach(Enumerable.Range(0, int.MaxValue), i => { Math.Sin(i); });",
        "Enumerable.Range(0, int.MaxValue).AsParallel().Select(i => Math.Sin(i)).Sum(x => x)",
        "var thread = new System.Threading.Thread(() => { while (true) n++; }); thread.Start(); thread.Join();",
        "System.Threading.Thread.Sleep(-1);",
        "await Task.Delay(-1);",
        "new System.Threading.ManualResetEventSlim().Wait();",
        "for (var i = 0; ; i++) Console.WriteLine(i);",
    ];

    private const string Functions = """
        long One() => 1;
        long Square(long x) => x * x;
        long[] all = new long[4];
        bool IsNeverEither(int i) => i % 7 == 9;
        class Never : IComparer<int> { public int Compare(int x, int y) => y - x; }
        """;

    private const string Token = "((Func<System.Threading.CancellationToken>)AppContext.GetData(\"Atelier.Cancellation\"))()";

    [Fact]
    public async Task Whatever_a_cell_does_it_stops_again_and_again_and_the_session_keeps_its_variables()
    {
        await Run("long n = 5; var kept = new List<int> { 1, 2, 3 };");
        await Run(Functions);
        foreach (var code in Enumerable.Repeat(s_endless, Rounds).SelectMany(each => each))
        {
            var (result, taken) = await Stop(code);
            Assert.True(result.Error?.Message == "The cell was interrupted.", $"{code}: {result.Error?.Message ?? "no error"}");
            Assert.True(taken < TimeSpan.FromSeconds(20), $"{code}: it took {taken}");
            Assert.Equal("True", await Value("n >= 5 && kept.Count == 3"));
        }
    }

    /// <summary>It may be done before anything asks it to stop.</summary>
    [Fact]
    public async Task A_cell_that_looks_at_the_token_itself_ends_as_it_likes()
    {
        await Run("long n = 5;");
        var (result, taken) = await Stop($"var token = {Token}; while (!token.IsCancellationRequested) ; n = Math.Max(n, 6);");
        Assert.Contains(result.Error?.Message, new[] { null, "The cell was interrupted." });
        Assert.True(taken < TimeSpan.FromSeconds(20), $"it took {taken}");
        Assert.Equal("True", await Value("n >= 5"));
    }

    [Theory]
    [InlineData("_ = Task.Run(() => { while (true) n++; });")]
    [InlineData("_ = Task.Run(() => { while (true) { System.Threading.Thread.Sleep(20); n++; } });")]
    [InlineData("_ = Task.Run(async () => { while (true) { await Task.Delay(10); n++; } });")]
    [InlineData("new System.Threading.Thread(() => { while (true) n++; }).Start();")]
    [InlineData("_ = Task.Run(() => Parallel.For(0, int.MaxValue, i => { System.Threading.Thread.Sleep(1); n++; }));")]
    public async Task What_a_stopped_cell_had_started_ends_with_it(string start)
    {
        await Run("long n = 0;");
        await Stop($"{start} while (true) System.Threading.Thread.Sleep(10);");
        Assert.Equal("True", await Value("n > 0"));
        await Task.Delay(400);
        var after = await Value("n");
        await Task.Delay(400);
        Assert.Equal(after, await Value("n"));
    }

    [Fact]
    public async Task What_an_earlier_cell_had_started_goes_on()
    {
        await Run("long n = 0; var end = new System.Threading.CancellationTokenSource();");
        await Run("var work = Task.Run(() => { while (!end.IsCancellationRequested) { System.Threading.Thread.Sleep(1); n++; } return \"done\"; });");
        await Stop("Enumerable.Range(0, int.MaxValue).Where(i => i % 7 == 8).Count()");
        var after = await Value("n");
        await Task.Delay(200);
        Assert.Equal("True", await Value($"n > {after}"));
        Assert.Equal("done", await Value("end.Cancel(); await work"));
    }

    [Fact]
    public async Task Functions_of_a_stopped_cell_can_be_called_afterwards()
    {
        await Stop("int calls = 0; int Twice(int x) { calls++; for (var i = 0; i < 1000; i++) calls += 0; return 2 * x; } while (true) Twice(1);");
        Assert.Equal("42", await Value("Twice(21)"));
    }

    [Fact]
    public async Task What_cleans_up_is_not_stopped_half_way()
    {
        await Run("long cleaned = 0; class Tool : IDisposable { public static long Cleaned; public void Dispose() { for (var i = 0; i < 1000; i++) Cleaned++; } }");
        await Stop("void Work() { using var tool = new Tool(); try { while (true) ; } finally { for (var i = 0; i < 1000; i++) cleaned++; } } Work();");
        Assert.Equal("2000", await Value("cleaned + Tool.Cleaned"));
    }

    [Fact]
    public async Task A_library_that_does_not_return_is_left_and_the_session_goes_on()
    {
        await Run("var kept = 7;");
        for (var i = 0; i < 2; i++)
        {
            var (result, taken) = await Stop("System.Numerics.BigInteger.Pow(7, 30_000_000)");
            Assert.Equal(CellErrorKind.Interrupted, result.Error?.Kind);
            Assert.True(taken < TimeSpan.FromSeconds(40), $"it took {taken}");
            Assert.Equal("7", await Value("kept"));
        }
    }

    [Fact]
    public void Checks_move_no_line_and_no_column()
    {
        foreach (var code in s_endless)
        {
            var (assembly, symbols) = Emit(Script("long n = 0;\n" + code, Script(Functions)));
            var (_, checkedSymbols) = StopChecks.Add(assembly, symbols);
            var before = Places(symbols);
            Assert.NotEmpty(before);
            Assert.Equal(before, Places(checkedSymbols));
        }
    }

    /// <summary>
    /// A check whose call may return keeps a loop's numbers in memory: so none where the code cannot stay for long.
    /// </summary>
    [Theory]
    [InlineData("double F(double x) => x * x;", 0, 1)]
    [InlineData("double F(double x) => Math.Sin(x) + x;", 0, 1)]
    [InlineData("double F(double[,] a, List<double> b) => a[0, 1] * b[2];", 0, 1)]
    [InlineData("double F(double x) { for (var i = 0; i < 9; i++) x += i; return x; }", 0, 2)]
    [InlineData("long F(long n) => n < 2 ? n : F(n - 1) + F(n - 2);", 1, 0)]
    [InlineData("long F(long n) => Square(n) + One();", 1, 0)]
    [InlineData("void F() => Console.WriteLine(1);", 2, 0)]
    [InlineData("void F() { for (var i = 0; i < 9; i++) Console.WriteLine(i); }", 2, 1)]
    [InlineData("void F() { for (var i = 0; i < 9; i++) all[i] += 1; }", 0, 2)]
    [InlineData("class A { public virtual int F() => 1; }", 1, 0)]
    public void A_function_asks_no_more_than_it_must(string code, int ofCells, int ofLoops)
    {
        var read = WithChecks(code).Select(at => at.Operand).OfType<Mono.Cecil.FieldReference>()
            .Select(field => field.Name).ToList();
        Assert.Equal(ofCells, read.Count(name => name == nameof(StopCheck.StoppedThreads)));
        Assert.Equal(ofLoops, read.Count(name => name == nameof(StopCheck.LoopsEnd)));
    }

    [Theory]
    [InlineData("void F() { while (all[0] < 9) { if (all[1] > 0) continue; all[0]++; } }", true)]
    [InlineData("long F(long x) { for (var i = 0; i < 9; i++) x += i; return x; }", false)]
    [InlineData("void F() { for (var i = 0; i < 4; i++) all[i] += One(); }", false)]
    [InlineData("void F() { for (var i = 0; i < 4; i++) all = new long[i]; }", false)]
    [InlineData("void F() { do all[0]++; while (all[0] < 9); }", false)]
    public void A_loop_that_calls_nothing_and_reads_variables_of_cells_asks_once_in_many_rounds(string code, bool counts) =>
        Assert.Equal(counts, WithChecks(code).Any(at => at.Operand is 1024));

    [Theory]
    [InlineData("for (var i = 0; i < {0}; i++) all[0]++; return all[0];")]
    [InlineData("while (all[0] < {0}) {{ all[0]++; if (all[0] % 2 == 0) continue; all[1]++; }} return all[0];")]
    [InlineData("for (var i = 0; ; i++) {{ if (i == {0}) break; all[0]++; }} return all[0];")]
    [InlineData("for (var i = 0; i < 3; i++) {{ all[0] = 0; for (var j = 0; j < {0}; j++) all[0]++; }} return all[0];")]
    [InlineData("for (var i = 0; i < {0}; i++) {{ try {{ all[0]++; }} finally {{ all[1]--; }} }} return -all[1];")]
    public async Task It_goes_all_its_rounds(string loop)
    {
        foreach (var rounds in new[] { 0, 1, 1023, 1024, 1025, 2048, 100_000 })
        {
            await Run($"var all = new long[2]; long Count() {{ {string.Format(CultureInfo.InvariantCulture, loop, rounds)} }}");
            Assert.Equal($"{rounds}", await Value("Count()"));
        }
    }

    /// <summary>What the function F of a cell consists of.</summary>
    private List<Instruction> WithChecks(string code)
    {
        var (assembly, symbols) = Emit(Script(code, Script(Functions)));
        var (mended, _) = StopChecks.Add(assembly, symbols);
        using var module = Mono.Cecil.ModuleDefinition.ReadModule(mended);
        return [.. module.Types.SelectMany(type => type.NestedTypes.Prepend(type)).SelectMany(type => type.Methods)
            .Where(method => method.Name == "F").SelectMany(method => method.Body.Instructions)];
    }

    private CSharpCompilation Script(string code, CSharpCompilation? previous = null) =>
        CSharpCompilation.CreateScriptCompilation(
            CellChain.NamePrefix + (previous is null ? 1 : 2),
            CSharpSyntaxTree.ParseText(code, CSharpSession.ParseOptions, "cell", System.Text.Encoding.UTF8),
            previous is null ? Session.References : [], Session.CompilationOptions, previous);

    private static (MemoryStream Assembly, MemoryStream Symbols) Emit(CSharpCompilation compilation)
    {
        var (assembly, symbols) = (new MemoryStream(), new MemoryStream());
        var emitted = compilation.Emit(
            assembly, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        Assert.True(emitted.Success, string.Join("; ", emitted.Diagnostics));
        return (assembly, symbols);
    }

    private static List<string> Places(MemoryStream symbols)
    {
        using var provider = MetadataReaderProvider.FromPortablePdbImage([.. symbols.ToArray()]);
        var reader = provider.GetMetadataReader();
        return [.. reader.MethodDebugInformation.SelectMany(method => reader.GetMethodDebugInformation(method).GetSequencePoints()
            .Select(point =>
                $"{MetadataTokens.GetRowNumber(method)}: {point.StartLine},{point.StartColumn}-{point.EndLine},{point.EndColumn}"))];
    }

    /// <summary>Runs a cell, and stops it once its code runs.</summary>
    private async Task<(CellResult Result, TimeSpan Taken)> Stop(string code)
    {
        using var stop = new CancellationTokenSource();
        var output = new RecordedOutput();
        var cell = Session.ExecuteAsync($"Console.WriteLine(\"go\"); {code}", "cell", output, stop.Token);
        Assert.True(output.WaitFor("go", TimeSpan.FromSeconds(30)));
        await Task.Delay(50);
        var watch = Stopwatch.StartNew();
        stop.Cancel();
        return (await cell.WaitAsync(TimeSpan.FromSeconds(60)), watch.Elapsed);
    }
}
