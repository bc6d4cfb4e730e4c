using System.Text.Json.Nodes;
using Atelier.Engine.Documents;

namespace Atelier.Grading;

/// <summary>What nbgrader's metadata (schema 3) say of a cell.</summary>
/// <param name="Cell">the cell</param>
/// <param name="Id">its name in the gradebook: letters, digits, <c>_</c> and <c>-</c>; empty where it has none</param>
/// <param name="IsGraded">whether it has points</param>
/// <param name="IsSolution">whether the student writes it</param>
/// <param name="IsLockedOnly">whether it is text or code that the student only reads</param>
/// <param name="Points">its points, or null where none are given</param>
public sealed record GradeCell(NotebookCell Cell, string Id, bool IsGraded, bool IsSolution, bool IsLockedOnly, double? Points)
{
    /// <summary>The version of nbgrader's schema that this is.</summary>
    public const int SchemaVersion = 3;

    /// <summary>The tag of a cell whose result is loaded at grading time, in place of training.</summary>
    public const string CheckpointTag = "checkpoint";

    /// <summary>
    /// The code that loads the result of a cell with that tag, from its metadata <c>atelier.checkpoint</c>; null for any other
    /// cell.
    /// </summary>
    public string? Checkpoint =>
        Cell.Tags.Contains(CheckpointTag) && Text(Cell.Json["metadata"]?["atelier"]?["checkpoint"]) is { Length: > 0 } code
            ? code
            : null;

    /// <summary>
    /// The names that an answer must not use, as <c>AdaIn.Transfer</c>, from its metadata <c>atelier.forbidden</c>.
    /// </summary>
    public IReadOnlyList<string> Forbidden => Cell.Json["metadata"]?["atelier"]?["forbidden"] is JsonArray names
        ? [.. names.Select(Text).Where(name => name != "")]
        : [];

    /// <summary>Whether a person gives its points: an answer in words, or code without a test.</summary>
    public bool IsManual => IsGraded && IsSolution;

    /// <summary>Whether it tests the student's code.</summary>
    public bool IsTest => IsGraded && !IsSolution;

    /// <summary>Whether the instructor's text counts, whatever stands in a submission.</summary>
    public bool IsLocked => !IsSolution && (IsGraded || IsLockedOnly);

    /// <summary>The metadata of a cell, or null where it has none of nbgrader's.</summary>
    public static GradeCell? Of(NotebookCell cell) => cell.Json["metadata"] is JsonObject metadata
        && metadata["nbgrader"] is JsonObject nbgrader
        ? new GradeCell(cell, Text(nbgrader["grade_id"]), Flag(nbgrader["grade"]), Flag(nbgrader["solution"]),
            Flag(nbgrader["locked"]), Number(nbgrader["points"]))
        : null;

    /// <summary>The cells of a notebook that have such metadata, in order.</summary>
    public static IReadOnlyList<GradeCell> All(NotebookDocument notebook) => [.. notebook.Cells.Select(Of).OfType<GradeCell>()];

    private static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : "";

    private static bool Flag(JsonNode? node) => node is JsonValue value && value.TryGetValue(out bool flag) && flag;

    private static double? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue(out double number)
        ? number
        : null;
}
