using System.Text.RegularExpressions;
using System.Xml.Linq;
using Atelier.Tests.Environment;

namespace Atelier.Tests.House;

/// <summary>What <c>lib/README.md</c> says of who stands on whom, held against the sources.</summary>
public class LayeringTests
{
    // The drawing's lines between "top floor first" and the end of the block: a folder, then what is in it.
    private static readonly string[] s_floors =
    [
        .. Regex.Match(Readme, @"top floor first[^`]*```text\n(?<lines>[^`]*)```").Groups["lines"].Value
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]).Reverse(),
    ];

    private static string Readme => File.ReadAllText(Path.Combine(Repository.Root, "lib", "README.md"));

    [Fact]
    public void Every_folder_of_the_library_has_a_floor() =>
        Assert.Equal(
            Directory.GetDirectories(Path.Combine(Repository.Root, "lib", "Atelier")).Select(Path.GetFileName)
                .Where(folder => folder is not ("obj" or "bin")).Order(),
            s_floors.Order());

    [Fact]
    public void No_arrow_between_folders_runs_up() =>
        Assert.Empty(
            LibrarySources.All.Arrows().Where(RunsUp).Select(arrow => $"{arrow.From}/{arrow.File} uses {arrow.To}'s {arrow.Name}")
                .Distinct());

    [Fact]
    public void The_sources_are_understood() => Assert.Superset(
        new HashSet<(string, string)> { ("Judging", "Gan"), ("Gan", "Torch"), ("Style", "Data"), ("Teaching", "Display") },
        LibrarySources.All.Arrows().Select(arrow => (arrow.From, arrow.To)).ToHashSet());

    [Theory]
    [InlineData("class Low { High? high; }", true)]
    [InlineData("class Low { void Use() => High.Static(); }", true)]
    [InlineData("class Low { object Use(string text) => text.Extension(); }", true)]
    [InlineData("class Low : System.Collections.Generic.List<High> { }", true)]
    [InlineData("class Low { void High() { } void Use() => High(); }", false)] // a name of its own
    [InlineData("/// <summary><see cref=\"High\"/></summary>\nclass Low { }", false)] // words, no code
    public void An_arrow_that_runs_up_is_seen(string low, bool seen)
    {
        var high = "static class Extensions { public static int Extension(this string text) => 0; } class High { public static void Static() { } }";
        var sources = new LibrarySources((Path.Combine("Torch", "Low.cs"), low), (Path.Combine("Gan", "High.cs"), high));

        Assert.Equal(seen, sources.Arrows().Any(RunsUp));
    }

    [Theory]
    [InlineData("Atelier", "Atelier.TorchGuard")]
    [InlineData("Atelier.Making", "Atelier")]
    [InlineData("Atelier.Benchmarks", "Atelier")]
    [InlineData("Atelier.TorchGuard")]
    [InlineData("Atelier.Engine")]
    [InlineData("Atelier.Kernel", "Atelier.Engine")]
    [InlineData("Atelier.Grading", "Atelier.Engine")]
    public void A_project_stands_on_these_alone(string project, params string[] below) => Assert.Equal(
        below.Order(),
        XDocument.Load(Path.Combine(Repository.Root, "lib", project, $"{project}.csproj")).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))
            .Where(name => name != "Atelier.Setup") // what the build runs first; nothing calls it
            .Order());

    private static bool RunsUp(Arrow arrow) => Array.IndexOf(s_floors, arrow.To) > Array.IndexOf(s_floors, arrow.From);
}
