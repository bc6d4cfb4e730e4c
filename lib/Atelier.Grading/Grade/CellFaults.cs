using System.Text.RegularExpressions;
using Atelier.Engine.Running;

namespace Atelier.Grading.Grade;

/// <summary>
/// Which of the student's own cells failed, and which failures only follow from others: a cell that does not compile leaves its
/// names undefined, and each cell that uses one of them fails too.
/// </summary>
internal sealed partial class CellFaults
{
    private const int Most = 20;

    private readonly List<(CellFault Fault, string Source)> _failed = [];

    /// <summary>The faults, in the order of the cells; of a great many, the first.</summary>
    public IReadOnlyList<CellFault> All => [.. _failed.Take(Most).Select(one => one.Fault)];

    /// <summary>The faults of a notebook that has run.</summary>
    public static CellFaults Of(IEnumerable<RanCell> ran)
    {
        var faults = new CellFaults();
        foreach (var cell in ran.Where(
            cell => cell.Outcome != CellOutcome.Passed
                && cell.Planned is { IsHidden: false, Grade: null or { IsSolution: true } }))
            faults.Add(cell);
        return faults;
    }

    /// <summary>The student's own cell that makes a cell fail; null where it fails by itself.</summary>
    public CellFault? Cause(RanCell cell)
    {
        if (cell.Fault?.Name is not ("CS0103" or "CS0246" or "CS0234")
            || Quoted().Match(cell.Fault.Message) is not { Success: true } name) return null;
        var uses = new Regex($@"\b{Regex.Escape(name.Groups[1].Value)}\b", RegexOptions.NonBacktracking);
        var before = _failed.Where(one => one.Source != cell.Planned.Source).ToList();
        var cause = before.FirstOrDefault(one => uses.IsMatch(one.Source)).Fault
            ?? before.FirstOrDefault(one => Imports().IsMatch(one.Source)).Fault;
        return cause?.Because is { } root ? before.First(one => one.Fault.Cell == root).Fault : cause;
    }

    private void Add(RanCell cell)
    {
        var lines = cell.Planned.Source.Split('\n');
        var code = cell.Fault?.Line is { } line and > 0 && line <= lines.Length ? lines[line - 1].Trim() : "";
        var name = cell.Fault?.Name is { } id && id.StartsWith("CS", StringComparison.Ordinal) ? $" ({id})" : "";
        _failed.Add((new CellFault(
            Name(cell.Planned, lines), CellGrader.Outcome(cell.Outcome), cell.Fault?.Line,
            CellFault.Short(cell.Error ?? "it failed") + name,
            CellFault.Short(code), Cause(cell)?.Cell), cell.Planned.Source));
    }

    private static string Name(PlannedCell cell, string[] lines) =>
        cell.Grade?.Id
            ?? $"the cell that begins \"{CellFault.Short(lines.FirstOrDefault(line => line.Trim() != "")?.Trim() ?? "", 60)}\"";

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(?m)^\s*(using |#load|#r )")]
    private static partial Regex Imports();
}
