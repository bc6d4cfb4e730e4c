using System.Collections.Concurrent;

namespace Atelier.Notebooks.Tests;

/// <summary>
/// A reader goes back and runs a cell again. So a name means one thing in a lesson: no later cell gives it another meaning, or
/// another value, for the cells before it. And what is marked as further can be read in any order.
/// </summary>
public sealed class OrderTests
{
    private const int Core = 60;

    /// <summary>Still too long. Not a cell more.</summary>
    private static readonly Dictionary<string, int> s_long = new() { ["07-style-in-one-pass.ipynb"] = 86 };

    private static readonly ConcurrentDictionary<string, Lazy<Names>> s_names = new();

    public static TheoryData<string> Lessons => [.. Notebook.InstructorNames];

    [Theory, MemberData(nameof(Lessons))]
    public void A_name_keeps_its_meaning(string name)
    {
        var (cells, names) = Read(name);
        var lost = from use in names.Uses
                   from later in names.Declared
                   where later.Name == use.Name && later.Cell > use.Cell
                   select $"{use.Name}: {cells[use.Cell]} uses that of {cells[use.Declared]}; {cells[later.Cell]} has another";
        Assert.Empty(lost.Distinct());
    }

    [Theory, MemberData(nameof(Lessons))]
    public void A_name_keeps_its_value_for_the_cells_before(string name)
    {
        var (cells, names) = Read(name);
        var lost = from change in names.Uses.Where(use => use.Changes)
                   from use in names.Uses
                   where use.Name == change.Name && use.Declared == change.Declared && use.Cell < change.Cell
                   select $"{use.Name}: {cells[use.Cell]} uses it, and {cells[change.Cell]} changes it";
        Assert.Empty(lost.Distinct());
    }

    [Theory, MemberData(nameof(Lessons))]
    public void What_is_further_stands_on_its_own(string name)
    {
        var (cells, names) = Read(name);
        var section = Sections(name);
        var borrowed = names.Uses
            .Where(use => section[use.Declared] > 0 && section[use.Cell] != section[use.Declared])
            .Select(use => $"{use.Name}: {cells[use.Cell]} needs {cells[use.Declared]}");
        Assert.Empty(borrowed.Distinct());
    }

    [Theory, MemberData(nameof(Lessons))]
    public void A_reader_can_stop_after_sixty_cells(string name) =>
        Assert.InRange(Sections(name).Count(section => section == 0), 1, s_long.GetValueOrDefault(name, Core));

    private static (Cell[] Cells, Names Names) Read(string name)
    {
        var cells = Code(name);
        return (cells, s_names.GetOrAdd(name, _ => new(() => Names.Of([.. cells.Select(cell => cell.Source)]))).Value);
    }

    private static Cell[] Code(string name) => [.. Notebook.Open($"instructor/{name}").CodeCells];

    /// <summary>Of each code cell: 0 for the lesson proper, then the sections of what is further, 1, 2 …</summary>
    private static int[] Sections(string name)
    {
        var (section, further, sections) = (0, false, new List<int>());
        foreach (var cell in Notebook.Open($"instructor/{name}").Cells)
        {
            if (cell.IsCode) sections.Add(section);
            else if (further && cell.Source.StartsWith("## ", StringComparison.Ordinal)) section++;
            else further |= cell.Lines[0] == "## Further";
        }

        return [.. sections];
    }
}
