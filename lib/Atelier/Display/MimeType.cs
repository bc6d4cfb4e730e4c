namespace Atelier;

/// <summary>The forms in which values are shown.</summary>
internal static class MimeType
{
    public const string Html = "text/html";
    public const string Text = "text/plain";
    public const string Png = "image/png";

    /// <summary>What is written under this type becomes the output's metadata (see lib/README.md).</summary>
    public const string Metadata = "application/vnd.atelier.metadata+json";
}
