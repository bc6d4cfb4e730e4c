namespace Atelier.Setup;

/// <summary>Files that are written at once or not at all: two projects may be built at once.</summary>
internal static class WholeFile
{
    /// <summary>Writes a file beside the one that it is to be, and renames it.</summary>
    /// <param name="path">Its name.</param>
    /// <param name="write">Writes the file whose name it is given.</param>
    public static void Write(string path, Action<string> write)
    {
        var scratch = $"{path}.{Environment.ProcessId}.tmp";
        write(scratch);
        File.Move(scratch, path, overwrite: true);
    }
}
