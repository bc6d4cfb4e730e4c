using System.Globalization;
using System.Reflection;

namespace Atelier;

/// <summary>Of what training a recording is, and what it took.</summary>
/// <param name="Code">a hash of the notebook's code as far as the cell</param>
/// <param name="Plan">how the training was set, and where it stood</param>
/// <param name="Library">the version of the library that trained</param>
/// <param name="Device">cpu, cuda or mps</param>
/// <param name="Date">when it ended</param>
/// <param name="Took">how long it trained</param>
/// <param name="Machine">what trained, in words</param>
internal sealed record Recording(
    string Code, string Plan, string Library, string Device, DateTime Date, TimeSpan Took, string Machine)
{
    /// <summary>Where a file keeps what was told after each step.</summary>
    public const string Steps = "recording.steps";

    private const string Prefix = "recording.";

    private static string ThisLibrary =>
        typeof(Recording).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    /// <summary>The recording of a training that has just ended.</summary>
    public static Recording Now(string code, string plan, TimeSpan took) => new(
        code, plan, ThisLibrary, $"{Compute.Device.type}", DateTime.Now, took, Compute.Description);

    /// <summary>What stands in a file's notes.</summary>
    /// <exception cref="KeyNotFoundException">It is no recording.</exception>
    /// <exception cref="FormatException">It is none that this library wrote.</exception>
    public static Recording Read(IReadOnlyDictionary<string, string> notes)
    {
        string Of(string name) => notes[Prefix + name];
        return new Recording(
            Of(nameof(Code)), Of(nameof(Plan)), Of(nameof(Library)), Of(nameof(Device)),
            DateTime.Parse(Of(nameof(Date)), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
            TimeSpan.ParseExact(Of(nameof(Took)), "c", CultureInfo.InvariantCulture), Of(nameof(Machine)));
    }

    /// <summary>The notes that <see cref="Read"/> reads.</summary>
    /// <param name="steps">what was told after each step, as JSON</param>
    public Dictionary<string, string> ToNotes(string steps) => new()
    {
        [Prefix + nameof(Code)] = Code,
        [Prefix + nameof(Plan)] = Plan,
        [Prefix + nameof(Library)] = Library,
        [Prefix + nameof(Device)] = Device,
        [Prefix + nameof(Date)] = $"{Date:o}",
        [Prefix + nameof(Took)] = $"{Took:c}",
        [Prefix + nameof(Machine)] = Machine,
        [Steps] = steps,
    };

    /// <summary>Why it is no recording of the training that is to be done now; null where it is one.</summary>
    public string? Differs(string code, string plan) =>
        Code != code ? "the code has changed since it was recorded"
        : Plan != plan ? "it is set in another way than when it was recorded"
        : Library != ThisLibrary ? "the library has changed since it was recorded"
        : Device != $"{Compute.Device.type}" ? $"it was recorded on another device ({Machine})"
        : null;
}
