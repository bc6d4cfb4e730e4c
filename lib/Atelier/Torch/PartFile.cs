namespace Atelier;

/// <summary>A file in the making: it lies beside the one that it is to be, and takes its name once it is whole.</summary>
internal static class PartFile
{
    /// <summary>Writes a file. One that was there is replaced; where anything fails it stays as it was.</summary>
    /// <param name="path">its name; its folder is made where there is none</param>
    /// <param name="write">writes the contents</param>
    /// <param name="check">throws where the file in the making, whose name it is given, is not what it should be</param>
    public static void Write(string path, Action<FileStream> write, Action<string>? check = null)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var part = $"{path}.{Environment.ProcessId}.part"; // two processes may write the same file
        try
        {
            using (var file = File.Create(part))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }
            check?.Invoke(part);
            File.Move(part, path, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }
}
