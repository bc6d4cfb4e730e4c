namespace Atelier.Tests.Environment;

public class CourseScriptTests
{
    [Fact]
    public void Without_an_SDK_one_line_says_what_to_install()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the script is for POSIX shells");
        DirectoryInfo path = Directory.CreateTempSubdirectory("no-sdk-");
        File.CreateSymbolicLink(Path.Combine(path.FullName, "dirname"), "/usr/bin/dirname");

        (int exit, _, string error) = Shell.Run("/bin/sh", [Path.Combine(Repository.Root, "course"), "doctor"],
            new Dictionary<string, string> { ["PATH"] = path.FullName, ["HOME"] = path.FullName });

        path.Delete(recursive: true);
        Assert.Equal(69, exit);
        Assert.Contains(".NET 10 SDK", Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }
}
