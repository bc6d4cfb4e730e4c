namespace Atelier.Engine.Session;

/// <summary>
/// A value as plain data, to be compared in another process: JSON with a <c>type</c> (null, boolean, integer, number, string,
/// exact, sequence, array, tuple, set, dictionary, group, object, tensor, incomplete). Numbers are text, so that NaN, infinity
/// and whole numbers of any size are data too. A library describes its own types through the application's context
/// (lib/README.md); its objects may have a <c>remark</c>, which says in words what is wrong with them.
/// </summary>
public static class PlainData
{
    /// <summary>The MIME type of plain data.</summary>
    public const string MimeType = "application/vnd.atelier.value+json";

    /// <summary>The longest text that data have: a tensor of 390 000 numbers.</summary>
    public const int MostCharacters = 4 << 20;

    /// <summary>The most parts: items, fields and what is in them, each counted.</summary>
    public const int MostParts = 100_000;

    /// <summary>The value as a result of a cell.</summary>
    public static DisplayData Render(object? value)
    {
        var json = new PlainWriter().Of(value).ToJsonString();
        if (json.Length > MostCharacters)
            json = PlainWriter.Incomplete("it is too large: grade a part of it, or a sum").ToJsonString();
        return new DisplayData(new Dictionary<string, string> { [MimeType] = json }, []);
    }
}
