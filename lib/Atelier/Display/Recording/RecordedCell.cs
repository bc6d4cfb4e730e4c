using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Atelier;

/// <summary>
/// The running cell, in a run that keeps what the trainings of tagged cells come to, or that goes back to what was kept
/// (lib/README.md). Elsewhere there is none: who runs a cell in Jupyter trains, and so does the grader.
/// </summary>
internal sealed class RecordedCell
{
    private static readonly JsonSerializerOptions s_numbers =
        new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private static RecordedCell? s_latest;

    private readonly object _told;
    private readonly string _files, _code;
    private readonly bool _loads;
    private readonly RecordingNote _note = new();
    private int _trainings;

    private RecordedCell(Tuple<string, string, bool> told) => (_told, (_files, _code, _loads)) = (told, told);

    /// <summary>How much longer the trainings that were loaded in this process took when they were recorded.</summary>
    public static TimeSpan Saved { get; private set; }

    /// <summary>Does a training, or goes to where it ended when it was recorded.</summary>
    /// <param name="training">the training; its listeners hear of each step, in either case</param>
    /// <param name="steps">further steps</param>
    /// <param name="train">does them, and gives what was told</param>
    public static void Train<TStep>(IRecordable<TStep> training, int steps, Func<IEnumerable<TStep>> train)
    {
        if (AppContext.GetData("Atelier.Recording") is not Tuple<string, string, bool> told)
            train();
        else
            Of(told).Next(training, steps, train);
    }

    private static RecordedCell Of(Tuple<string, string, bool> told) =>
        s_latest is { } cell && cell._told == told ? cell : s_latest = new RecordedCell(told);

    private void Next<TStep>(IRecordable<TStep> training, int steps, Func<IEnumerable<TStep>> train)
    {
        var file = $"{_files}-{++_trainings}.safetensors";
        var plan = $"{steps} steps; {training.Plan}";
        if (!_loads)
        {
            Record(file, plan, training, train);
        }
        else if (Problem(file, plan, training, out var found, out var told) is { } problem)
        {
            _note.TrainsLive(problem);
            train();
        }
        else
        {
            _note.Loads(found!);
            Saved += found!.Took;
            foreach (var step in told) training.Tell(step);
            // What listeners have made of the weights of the end, such as a running mean, is again as it was recorded.
            training.Load(file);
        }
    }

    private void Record<TStep>(string file, string plan, IRecordable<TStep> training, Func<IEnumerable<TStep>> train)
    {
        var clock = Stopwatch.StartNew();
        var told = train().ToArray();
        var recording = Recording.Now(_code, plan, clock.Elapsed);
        training.Save(file, recording.ToNotes(JsonSerializer.Serialize(told, s_numbers)));
    }

    /// <returns>why nothing was loaded, or null where the training stands at its end</returns>
    private string? Problem<TStep>(
        string file, string plan, IRecordable<TStep> training, out Recording? found, out TStep[] told)
    {
        (found, told) = (null, []);
        if (!File.Exists(file)) return "it has not been recorded";
        try
        {
            var notes = SafeTensors.LoadMetadata(file);
            found = Recording.Read(notes);
            if (found.Differs(_code, plan) is { } difference) return difference;
            told = JsonSerializer.Deserialize<TStep[]>(notes[Recording.Steps], s_numbers) ?? [];
            training.Load(file);
            return null;
        }
        catch (Exception e) when (
            e is IOException or InvalidDataException or JsonException or KeyNotFoundException or FormatException
            or UnauthorizedAccessException)
        {
            return $"its recording cannot be read: {e.Message.ReplaceLineEndings(" ")}";
        }
    }
}
