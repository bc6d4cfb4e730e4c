namespace Atelier.Kernel.Install;

/// <summary>Where Jupyter looks for kernels on this machine.</summary>
public static class JupyterFolders
{
    /// <summary>The folder for what one person installs.</summary>
    public static string User =>
        Variable("JUPYTER_DATA_DIR") ?? (
            OperatingSystem.IsWindows() ? Path.Combine(Special(Environment.SpecialFolder.ApplicationData), "jupyter")
            : OperatingSystem.IsMacOS() ? Path.Combine(Home, "Library", "Jupyter")
            : Path.Combine(Variable("XDG_DATA_HOME") ?? Path.Combine(Home, ".local", "share"), "jupyter"));

    /// <summary>
    /// All folders that Jupyter searches, the first wins; that of the Python which runs Jupyter only where it is active.
    /// </summary>
    public static IReadOnlyList<string> All
    {
        get
        {
            var given = (Variable("JUPYTER_PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
            var active = new[] { Variable("VIRTUAL_ENV"), Variable("CONDA_PREFIX") }.OfType<string>().Select(Below);
            string[] shared = OperatingSystem.IsWindows()
                ? [Path.Combine(Special(Environment.SpecialFolder.CommonApplicationData), "jupyter")]
                : ["/usr/local/share/jupyter", "/usr/share/jupyter"];
            return [.. given, User, .. active, .. shared];
        }
    }

    private static string Home => Special(Environment.SpecialFolder.UserProfile);

    /// <summary>The folder below a prefix, such as a virtual environment or <c>/usr/local</c>.</summary>
    public static string Below(string prefix) => Path.Combine(Path.GetFullPath(prefix), "share", "jupyter");

    private static string Special(Environment.SpecialFolder folder) => Environment.GetFolderPath(folder);

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
        ? value
        : null;
}
