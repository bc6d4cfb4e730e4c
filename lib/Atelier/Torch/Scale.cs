namespace Atelier;

/// <summary>
/// How much work a notebook does: <c>ATELIER_SCALE</c> is <c>smoke</c> (does it run?), <c>lecture</c> (the default: minutes on a
/// laptop) or
/// <c>full</c> (for a GPU or a night).
/// </summary>
public static class Scale
{
    /// <summary>The scale of this process: "smoke", "lecture" or "full".</summary>
    /// <exception cref="InvalidOperationException"><c>ATELIER_SCALE</c> is another word.</exception>
    public static string Name => Environment.GetEnvironmentVariable("ATELIER_SCALE")?.Trim().ToLowerInvariant() switch
    {
        null or "" => "lecture",
        "smoke" => "smoke",
        "lecture" => "lecture",
        "full" => "full",
        var name => throw new InvalidOperationException($"ATELIER_SCALE is '{name}': it must be smoke, lecture or full."),
    };

    /// <summary>The value for this scale, as in <c>Scale.Pick(smoke: 1, lecture: 3, full: 25)</c>.</summary>
    public static T Pick<T>(T smoke, T lecture, T full) => Name switch
    {
        "smoke" => smoke,
        "lecture" => lecture,
        _ => full,
    };
}
