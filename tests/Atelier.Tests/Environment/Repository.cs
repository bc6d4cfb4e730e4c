namespace Atelier.Tests.Environment;

internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Atelier.slnx")) ? folder : Find(Path.GetDirectoryName(folder)!);
}
