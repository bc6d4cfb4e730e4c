namespace Atelier.Engine.Session;

/// <summary>What <c>#r "nuget: Id, Version"</c> names. Without a version, the newest stable one.</summary>
internal sealed record PackageName(string Id, string Version)
{
    public static PackageName? TryParse(string reference)
    {
        if (!reference.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase)) return null;
        var parts = reference["nuget:".Length..].Split(',', StringSplitOptions.TrimEntries);
        if (parts[0].Length == 0)
            throw new SessionException(
                $"#r \"{reference}\": which package? It is written #r \"nuget: Name\" or #r \"nuget: Name, 1.2.3\".");
        return new PackageName(parts[0], parts.Length > 1 && parts[1].Length > 0 ? parts[1] : "*");
    }

    public override string ToString() => Version == "*" ? Id : $"{Id}, {Version}";
}
