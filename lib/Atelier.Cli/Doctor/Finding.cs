namespace Atelier.Cli.Doctor;

/// <summary>One line of the doctor's report.</summary>
/// <param name="Name">what was looked at</param>
/// <param name="Health">how it is</param>
/// <param name="Detail">what was found</param>
/// <param name="Advice">what to do about it, where there is something to do</param>
internal sealed record Finding(string Name, Health Health, string Detail, string? Advice = null)
{
    public static Finding Ok(string name, string detail) => new(name, Health.Ok, detail);

    public static Finding Absent(string name, string detail, string advice) => new(name, Health.Absent, detail, advice);

    public static Finding Broken(string name, string detail, string advice) => new(name, Health.Broken, detail, advice);
}
