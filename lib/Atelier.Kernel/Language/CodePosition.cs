namespace Atelier.Kernel.Language;

/// <summary>Jupyter counts characters (code points), .NET counts UTF-16 units: they differ after an emoji.</summary>
internal static class CodePosition
{
    /// <summary>The UTF-16 position of a position that Jupyter sent; one beyond the code is its end.</summary>
    public static int FromJupyter(string code, int position) =>
        code.EnumerateRunes().Take(position).Sum(rune => rune.Utf16SequenceLength);

    /// <summary>The position that Jupyter expects.</summary>
    public static int ToJupyter(string code, int position) => code[..position].EnumerateRunes().Count();
}
