using System.Text.RegularExpressions;

namespace Atelier.Kernel.Tests.Notebooks;

/// <summary>What a code cell may use so that .NET Interactive runs it as well as this kernel.</summary>
internal static partial class CommonSubset
{
    private static readonly (Regex Pattern, string Why)[] s_forbidden =
    [
        (UnknownCommand(), "a #! line that one of the kernels does not know"),
        (UpdatedDisplay(), "display(x).Update(y) changes nothing in .NET Interactive: use the library's live view"),
        (OneKernelsOwn(), "only one of the kernels has this"),
        (NotInScripts(), "a script cannot declare a namespace"),
    ];

    /// <summary>What is wrong with a cell; empty where all is well.</summary>
    public static IEnumerable<string> Violations(string code)
    {
        foreach (var (pattern, why) in s_forbidden)
            foreach (Match match in pattern.Matches(code))
                yield return $"“{match.Value.Trim()}”: {why}";

        foreach (Match shown in KeptDisplay().Matches(code))
            if (Regex.IsMatch(code, $@"\b{shown.Groups["name"].Value}\s*\.\s*Update\s*\("))
                yield return $"“{shown.Value.Trim()}” and its Update: use the library's live view";
    }

    /// <summary>
    /// The types of System.IO that a notebook uses before it says so: this kernel has the namespace from the start, and
    /// .NET Interactive has not.
    /// </summary>
    /// <param name="cells">the code of the cells, in their order</param>
    public static IEnumerable<string> FilesWithoutUsing(IEnumerable<string> cells) =>
        cells.TakeWhile(code => !code.Contains("using System.IO;", StringComparison.Ordinal))
            .SelectMany(code => NamedType().Matches(code)).Select(match => match.Value).Where(s_files.Contains)
            .Select(name => $"“{name}” without “using System.IO;”, which .NET Interactive needs");

    private static readonly HashSet<string> s_files =
        [.. typeof(File).Assembly.GetExportedTypes().Where(type => type.Namespace == "System.IO").Select(type => type.Name)];

    [GeneratedRegex(@"(?<![\w.])[A-Z]\w+(?=\s*[.(<])")]
    private static partial Regex NamedType();

    [GeneratedRegex(@"^\s*#!(?!(time|who|whos|csharp|markdown|html|javascript)\s*$).*$", RegexOptions.Multiline)]
    private static partial Regex UnknownCommand();

    [GeneratedRegex(@"\bdisplay\s*\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)\s*\.\s*Update\b")]
    private static partial Regex UpdatedDisplay();

    [GeneratedRegex(@"\b(?<name>\w+)\s*=\s*display\s*\(")]
    private static partial Regex KeptDisplay();

    [GeneratedRegex(@"\bConsole\s*\.\s*Read\w*|(?<![.\w])(input|password)\s*\(|\bKernelInvocationContext\b|\bMicrosoft\.DotNet\.Interactive\.(?!Formatting)\w+")]
    private static partial Regex OneKernelsOwn();

    [GeneratedRegex(@"^\s*namespace\b.*$", RegexOptions.Multiline)]
    private static partial Regex NotInScripts();
}
