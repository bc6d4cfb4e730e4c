using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Atelier.Engine.Session;

/// <summary>
/// Cuts a stack trace to the frames that a person can act on: those in cells, in loaded files and in the course's library.
/// </summary>
internal static partial class StackFrames
{
    public static IEnumerable<string> Describe(StackFrame frame, CellSources sources)
    {
        var file = frame.GetFileName();
        var line = frame.GetFileLineNumber();
        if (sources.Line(file, line) is { } code)
        {
            yield return $"  in {file}, line {line}{Method(frame)}";
            yield return $"      {code}";
        }
        else if (IsOurs(frame) && file is not null)
        {
            yield return $"  in {Path.GetFileName(file)}, line {line}{Method(frame)}";
        }
    }

    /// <summary>Whether an assembly is a cell's.</summary>
    public static bool IsCell(Assembly assembly) => assembly.GetName().Name?.StartsWith("cell-", StringComparison.Ordinal)
        == true;

    private static bool IsOurs(StackFrame frame) =>
        frame.GetMethod()?.DeclaringType?.Assembly is { } assembly && (IsCell(assembly) || assembly.GetName().Name == "Atelier");

    /// <summary>
    /// The method's name as it was written, which for an async method is in the name of its state machine's type.
    /// </summary>
    private static string Method(StackFrame frame)
    {
        var method = frame.GetMethod();
        var name = method?.Name == "MoveNext" ? method.DeclaringType!.Name : method?.Name ?? "";
        var written = WrittenName().Match(name) is { Success: true } match ? match.Groups[1].Value : name;
        return written.Length == 0 || written.Contains("Initialize", StringComparison.Ordinal) ? "" : $", {written}";
    }

    [GeneratedRegex(@"^<(?:<?)(\w+)>")]
    private static partial Regex WrittenName();
}
