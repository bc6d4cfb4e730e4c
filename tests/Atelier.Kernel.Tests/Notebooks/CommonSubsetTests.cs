using Atelier.Engine.Documents;
using Atelier.Kernel.Tests.Support;

namespace Atelier.Kernel.Tests.Notebooks;

public sealed class CommonSubsetTests
{
    [Fact]
    public void Every_notebook_keeps_to_what_both_kernels_understand()
    {
        var notebooks = Directory
            .EnumerateFiles(Path.Combine(Repository.Home, "notebooks"), "*.ipynb", SearchOption.AllDirectories)
            .Where(file => !file.Contains(".ipynb_checkpoints", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(notebooks);
        Assert.Empty(notebooks.SelectMany(Violations));
    }

    [Theory]
    [InlineData("#!fsharp\nlet x = 1")]
    [InlineData("#!share --from csharp x")]
    [InlineData("display(x).Update(y);")]
    [InlineData("display(HTML(Bold(\"a\"))).Update(b);")]
    [InlineData("var shown = display(x);\nshown.Update(y);")]
    [InlineData("var name = Console.ReadLine();")]
    [InlineData("var name = input(\"Name? \");")]
    [InlineData("KernelInvocationContext.Current.Display(x);")]
    [InlineData("namespace Mine { }")]
    public void What_only_one_kernel_understands_is_found(string code) => Assert.NotEmpty(CommonSubset.Violations(code));

    [Theory]
    [InlineData("#!time\nG.call(z)")]
    [InlineData("display(x);\noptimizer.Update(y);")]
    [InlineData("var view = LiveView.Show(x);\nview.Update(y);")]
    [InlineData("conv.input(3); layer.call(input);")]
    [InlineData("static int Twice(this int x) => 2 * x;")]
    public void What_both_understand_passes(string code) => Assert.Empty(CommonSubset.Violations(code));

    [Fact]
    public void Files_are_named_after_their_namespace_is()
    {
        Assert.Equal(2, CommonSubset.FilesWithoutUsing(["var x = 1;", "Path.Combine(a, File.ReadAllText(b))"]).Count());
        Assert.Empty(CommonSubset.FilesWithoutUsing(["using System.IO;\nPath.Combine(a, b)", "File.Delete(file);"]));
        Assert.Empty(CommonSubset.FilesWithoutUsing(["System.IO.File.Delete(file); chart.Path.Length"]));
    }

    private static IEnumerable<string> Violations(string file)
    {
        var cells = NotebookDocument.Load(file).Cells.Where(cell => cell.IsCode).ToList();
        var inCells = cells.SelectMany(cell => CommonSubset.Violations(cell.Source).Select(why => $"cell {cell.Id}: {why}"));
        return inCells.Concat(CommonSubset.FilesWithoutUsing(cells.Select(cell => cell.Source)))
            .Select(violation => $"{Path.GetFileName(file)}, {violation}");
    }
}
