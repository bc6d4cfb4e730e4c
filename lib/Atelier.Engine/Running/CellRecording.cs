using System.Text.Json.Nodes;

namespace Atelier.Engine.Running;

/// <summary>What a worker tells the library of a cell whose trainings are recorded or loaded.</summary>
/// <param name="Files">the path of the files, without number and ending</param>
/// <param name="Code">a hash of the code that leads to the trainings</param>
/// <param name="Load">whether they are loaded; else they are recorded</param>
public sealed record CellRecording(string Files, string Code, bool Load)
{
    private const string Seam = "Atelier.Recording";

    internal JsonObject ToJson() => new() { ["files"] = Files, ["code"] = Code, ["load"] = Load };

    internal static CellRecording? Read(JsonNode? message) => message is null ? null
        : new CellRecording(
            message["files"]!.GetValue<string>(), message["code"]!.GetValue<string>(), message["load"]!.GetValue<bool>());

    /// <summary>Says what holds for the cell that runs next.</summary>
    internal static void Tell(CellRecording? recording) =>
        AppContext.SetData(Seam, recording is null ? null : Tuple.Create(recording.Files, recording.Code, recording.Load));
}
