using System.CommandLine;
using Atelier.Engine.Running;

namespace Atelier.Cli.Commands;

/// <summary>The options that say that recorded trainings are loaded, and from where.</summary>
internal sealed class RecordingOptions
{
    public Option<bool> FromCheckpoint { get; } = new("--from-checkpoint")
    {
        Description = "Load the trainings that `course make recordings` recorded, and do only the others.",
    };

    public Option<string?> Folder { get; } = new("--recordings")
    {
        Description = "Folder of the recordings. [default: out/recordings]",
    };

    /// <summary>What a command line says of recorded trainings; null where they are not to be loaded.</summary>
    public Recordings? Of(ParseResult parsed, string scale)
    {
        var folder = parsed.GetValue(Folder);
        return folder is not null || parsed.GetValue(FromCheckpoint)
            ? new Recordings(Recordings.FolderOf(folder, Course.Home, scale), Load: true)
            : null;
    }
}
