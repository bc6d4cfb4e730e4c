namespace Atelier.Engine.Session;

/// <summary>
/// A cell taken apart: the <c>#!</c> and <c>#i</c> lines at its head, and the rest with these lines left blank.
/// </summary>
/// <param name="Commands">name and argument of each command line, as <c>("#!time", "")</c></param>
/// <param name="Code">the rest; its lines have the numbers that they have in the cell</param>
internal sealed record CellText(IReadOnlyList<(string Name, string Argument)> Commands, string Code)
{
    public static CellText Parse(string cell)
    {
        var lines = cell.ReplaceLineEndings("\n").Split('\n');
        var commands = new List<(string, string)>();
        for (var i = 0; i < lines.Length && IsHead(lines[i].Trim()); i++)
        {
            if (!IsCommand(lines[i].Trim())) continue;
            var parts = lines[i].Trim().Split(' ', 2, StringSplitOptions.TrimEntries);
            commands.Add((parts[0], parts.ElementAtOrDefault(1) ?? ""));
            lines[i] = "";
        }
        return new CellText(commands, string.Join('\n', lines));
    }

    private static bool IsCommand(string line) =>
        line.StartsWith("#!", StringComparison.Ordinal) || line.StartsWith("#i ", StringComparison.Ordinal);

    private static bool IsHead(string line) => line.Length == 0 || line[0] == '#'
        || line.StartsWith("//", StringComparison.Ordinal);
}
