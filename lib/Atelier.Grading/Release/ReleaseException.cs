namespace Atelier.Grading.Release;

/// <summary>A fault in an instructor's notebook. The message is one line: notebook, cell, line, and what to do.</summary>
/// <param name="notebook">the notebook's name</param>
/// <param name="cell">the cell's id</param>
/// <param name="line">the line in the cell, from 1, or null where it is the whole cell</param>
/// <param name="what">what is wrong</param>
public sealed class ReleaseException(string notebook, string? cell, int? line, string what)
    : Exception($"{notebook}, cell {cell ?? "without an id"}{(line is null ? "" : $", line {line}")}: {what}");
