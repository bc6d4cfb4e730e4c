namespace Atelier;

/// <summary>How far a download has come.</summary>
/// <param name="Name">what is being fetched, for people</param>
/// <param name="Bytes">bytes that are here</param>
/// <param name="Total">bytes in all, or null where nobody says</param>
internal readonly record struct DownloadProgress(string Name, long Bytes, long? Total);
