namespace Atelier.Cli.Doctor;

/// <summary>How one thing that the course uses is on this machine.</summary>
internal enum Health
{
    /// <summary>It is there and works.</summary>
    Ok,

    /// <summary>It is not there; the main job runs without it.</summary>
    Absent,

    /// <summary>The main job cannot run until this is mended.</summary>
    Broken,
}
