using System.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Atelier.Engine.Session;

/// <summary>
/// Turns what the compiler and the runtime say into what a person reads: the message first, then the place in the cell.
/// </summary>
internal static class CellErrors
{
    private const int MostErrors = 5;

    public static CellError OfCompiler(IEnumerable<Diagnostic> diagnostics)
    {
        Diagnostic[] errors =
            [.. UsingVariables.Explain([.. diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)])
                .OrderBy(error => error.Location.SourceSpan.Start)];
        var first = errors[0];
        var place = first.Location.GetLineSpan().StartLinePosition;
        var traceback = errors.Take(MostErrors).SelectMany(Describe).ToList();
        if (errors.Length > MostErrors) traceback.Add($"... and {errors.Length - MostErrors} more");
        return new CellError(CellErrorKind.Compile, first.Id, first.GetMessage(), place.Line + 1, place.Character + 1, traceback);
    }

    public static CellError OfSession(SessionException exception) =>
        new(CellErrorKind.Compile, "Error", exception.Message, null, null, [exception.Message]);

    public static CellError Interrupted { get; } = new(CellErrorKind.Interrupted, "Interrupted", "The cell was interrupted.",
        null, null,
        ["The cell was interrupted; the variables of the session are kept."]);

    public static CellError NotStopped { get; } = new(CellErrorKind.Interrupted, "Interrupted",
        "The cell was interrupted and does not stop.", null, null,
        ["The cell was interrupted, but something that it called does not return. That is left running, and ends when it returns to the cell's code.",
        "The variables of the session are kept, and cells can be run; a restart of the kernel ends it at once."]);

    public static CellError OfException(Exception exception, string cellName, CellSources sources)
    {
        while (exception is AggregateException { InnerExceptions: [var only] }) exception = only;
        var frames = new StackTrace(exception, fNeedFileInfo: true).GetFrames();
        var place = frames.FirstOrDefault(frame => frame.GetFileName() == cellName);
        var traceback = new List<string> { $"{exception.GetType().FullName}: {Message(exception)}" };
        for (var inner = exception.InnerException; inner is not null; inner = inner.InnerException)
            traceback.Add($"  because of {inner.GetType().FullName}: {Message(inner)}");
        traceback.AddRange(frames.SelectMany(frame => StackFrames.Describe(frame, sources)).Distinct());
        return new CellError(CellErrorKind.Runtime, exception.GetType().FullName!, Message(exception),
            place?.GetFileLineNumber(), place?.GetFileColumnNumber(), traceback);
    }

    public static string OneLine(Diagnostic diagnostic)
    {
        var place = diagnostic.Location.GetLineSpan().StartLinePosition;
        return $"line {place.Line + 1}, column {place.Character + 1}: {diagnostic.GetMessage()} ({diagnostic.Id})";
    }

    private static IEnumerable<string> Describe(Diagnostic error)
    {
        var span = error.Location.GetLineSpan();
        var file = Path.IsPathRooted(span.Path) ? $"{span.Path}, " : "";
        yield return file + OneLine(error);
        if (error.Location.SourceTree is not { } tree) yield break;
        var line = tree.GetText().Lines[span.StartLinePosition.Line].ToString();
        yield return "    " + line;
        yield return "    " + string.Concat(line.Take(span.StartLinePosition.Character).Select(c => c == '\t' ? '\t' : ' '))
            + "^";
        if (Hints.For(error) is { } hint) yield return "    " + hint;
    }

    /// <summary>The message without the list of native frames that libtorch adds to its own.</summary>
    private static string Message(Exception exception)
    {
        var native = exception.Message.IndexOf("\nException raised from ", StringComparison.Ordinal);
        return (native < 0 ? exception.Message : exception.Message[..native]).Trim();
    }
}
