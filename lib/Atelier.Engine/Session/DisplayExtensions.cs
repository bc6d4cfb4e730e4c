namespace Atelier.Engine.Session;

/// <summary>Showing, written behind the value, as .NET Interactive has it.</summary>
public static class DisplayExtensions
{
    /// <summary>Shows a value below the cell, in the MIME types that its type prefers or in those named.</summary>
    public static DisplayedValue Display(this object? value, params string[] mimeTypes) => new(value, mimeTypes);

    /// <summary>Shows text as what it is: <c>"&lt;b&gt;x&lt;/b&gt;".DisplayAs("text/html")</c>.</summary>
    public static DisplayedValue DisplayAs(this string value, string mimeType) => new(value, mimeType);
}
