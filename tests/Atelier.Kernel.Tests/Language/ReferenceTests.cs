using Atelier.Engine.Session;
using Atelier.Kernel.Language;
using Atelier.Kernel.Outputs;
using Microsoft.CodeAnalysis.Completion;

namespace Atelier.Kernel.Tests.Language;

/// <summary>Whatever cells refer to, and however often, the editor services follow the session.</summary>
public sealed class ReferenceTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("references");
    private readonly CSharpSession _session;
    private readonly CodeWorkspace _workspace;

    public ReferenceTests()
    {
        var assembly = typeof(CsCheck.Gen).Assembly.Location;
        File.Copy(assembly, Path.Combine(_folder.FullName, "CsCheck.dll"));
        File.WriteAllText(Path.Combine(_folder.FullName, "start.csx"), "#r \"CsCheck.dll\"\nint fromFile = 1;");
        _session = new CSharpSession(new SessionOptions(_folder.FullName, null));
        _workspace = new CodeWorkspace(_session);
    }

    [Theory]
    [InlineData("#r \"CsCheck.dll\"")]
    [InlineData("#load \"start.csx\"")]
    [InlineData("#load \"start.csx\"", "#load \"start.csx\"")]
    [InlineData("#r \"CsCheck.dll\"", "#load \"start.csx\"", "#r \"CsCheck.dll\"\nvar again = 1;")]
    [InlineData("#r \"System.Net.Http\"\n#r \"CsCheck.dll\"\n#r \"CsCheck.dll\"", "#r \"System.Net.Http\"\nvar x = 1;")]
    [InlineData("var early = 1;", "#r \"CsCheck.dll\"\nvar late = early;", "early + late")]
    public async Task Completion_and_hover_answer_after_each_cell(params string[] cells)
    {
        foreach (var (cell, number) in cells.Select((cell, number) => (cell, number)))
        {
            Assert.Null((await _session.ExecuteAsync(cell, $"cell {number}", new NoOutput())).Error);
            Assert.Contains("WriteLine", await Matches("Console.Wr"));
        }
        await _session.ExecuteAsync("/// <summary>Mine.</summary>\nclass Own { public int Seventh => 7; }\nvar own = new Own();",
            "own", new NoOutput());

        Assert.Equal(["Seventh"], await Matches("own.Sev"));
        Assert.Contains("Int", await Matches("CsCheck.Gen.In"));
        Assert.Equal(cells.Any(cell => cell.Contains("#load", StringComparison.Ordinal)) ? ["fromFile"] : [],
            await Matches("fromFi"));
        Assert.Contains(
            "int Own.Seventh { get; }",
            (await Inspection.ReplyAsync(_workspace, "own.Seventh", 8))["data"]!["text/plain"]!.ToString());
    }

    /// <summary>It would not be shown, and takes as long as all the rest.</summary>
    [Fact]
    public async Task What_is_not_imported_is_not_sought()
    {
        foreach (var code in new[] { "Stopw", "Conso" }.SelectMany(each => Enumerable.Repeat(each, 2)))
        {
            var document = _workspace.Open(code);
            var list = await CompletionService.GetService(document)!.GetCompletionsAsync(document, code.Length);
            var names = list.ItemsList.Select(item => item.DisplayText).ToList();
            Assert.Contains("Console", names);
            Assert.DoesNotContain("Stopwatch", names);
        }
    }

    public void Dispose()
    {
        _workspace.Dispose();
        _session.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task<string[]> Matches(string code) =>
        [.. (await Completions.ReplyAsync(_workspace, code, code.Length))["matches"]!.AsArray()
            .Select(match => match!.ToString())];
}
