using System.Text;

namespace Atelier.Engine.Documents;

/// <summary>Files that are written at once or not at all: a reader never sees half of one.</summary>
public static class WholeFile
{
    /// <summary>
    /// Writes text as UTF-8 without a mark. A file that was there is replaced; its folder is made where there is none.
    /// </summary>
    public static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        File.WriteAllText(temporary, text, new UTF8Encoding(false));
        File.Move(temporary, path, overwrite: true);
    }
}
