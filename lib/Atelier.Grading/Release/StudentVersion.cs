using System.Text;
using System.Text.Json.Nodes;
using Atelier.Engine.Documents;

namespace Atelier.Grading.Release;

/// <summary>The student's version of a notebook, made by one small step after the other.</summary>
public static class StudentVersion
{
    private static readonly IReleaseStep[] s_steps =
    [
        new CheckMetadata(),
        new RemoveInstructorCells(),
        new CheckForbidden(),
        new ClearSolutions(),
        new RemoveRegion(Regions.HiddenTests),
        new RemoveRegion(Regions.MarkScheme),
        new ClearOutputs(),
        new LockCells(),
        new ComputeChecksums(),
    ];

    /// <summary>Makes it.</summary>
    /// <param name="path">the instructor's notebook</param>
    /// <returns>the student's, as Jupyter would write it</returns>
    /// <exception cref="ReleaseException">The notebook has a fault.</exception>
    /// <exception cref="NotebookException">The file is no notebook.</exception>
    public static string Of(string path)
    {
        var notebook = NotebookDocument.Load(path);
        foreach (var step in s_steps) step.Apply(notebook, Path.GetFileName(path));
        return NotebookJson.Write(Sorted(notebook.Json));
    }

    /// <summary>Whether a file holds exactly this version.</summary>
    public static bool IsIn(string file, string version) =>
        File.Exists(file) && File.ReadAllBytes(file).AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(version));

    // Jupyter sorts keys.
    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject fields => new JsonObject(fields.OrderBy(field => field.Key, StringComparer.Ordinal)
            .Select(field => KeyValuePair.Create(field.Key, Sorted(field.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
