namespace Atelier.Tests.Environment;

public class CourseScriptTests
{
    [Fact]
    public void Without_an_SDK_one_line_says_what_to_install()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the script is for POSIX shells");
        var path = Directory.CreateTempSubdirectory("no-sdk-");
        File.CreateSymbolicLink(Path.Combine(path.FullName, "dirname"), "/usr/bin/dirname");

        (var exit, _, var error) = Shell.Run("/bin/sh", [Path.Combine(Repository.Root, "course"), "doctor"],
            new Dictionary<string, string> { ["PATH"] = path.FullName, ["HOME"] = path.FullName });

        path.Delete(recursive: true);
        Assert.Equal(69, exit);
        Assert.Contains(".NET 10 SDK", Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, 0, "ran course.dll")]
    [InlineData(false, 70, "nothing is built in it")]
    public void A_read_only_copy_runs_what_was_built_and_builds_nothing(bool built, int exit, string said)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/setpriv"), "root writes to everything: setpriv makes another of it");
        var copy = Directory.CreateTempSubdirectory("read-only-").FullName;
        foreach (var folder in new[] { "lib/bin", "environment", "tools" })
            Directory.CreateDirectory(Path.Combine(copy, folder));
        File.Copy(Path.Combine(Repository.Root, "course"), Path.Combine(copy, "course"));
        foreach (var file in new[] { "global.json", "Directory.Build.props" }) File.WriteAllText(Path.Combine(copy, file), "");
        if (built) File.WriteAllText(Path.Combine(copy, "lib", "bin", ".built"), "of sources elsewhere\n");
        var dotnet = Path.Combine(copy, "tools", "dotnet");
        File.WriteAllText(dotnet, "#!/bin/sh\necho \"ran ${1##*/}\"\n");
        Shell.Run("/bin/chmod", ["-R", "a+rX,a-w", copy]);
        Shell.Run("/bin/chmod", ["a+x", dotnet]);

        (var code, var output, var error) = Shell.Run("/usr/bin/setpriv",
            [.. System.Environment.UserName == "root" ? ["--reuid=65534", "--clear-groups"]
                : Array.Empty<string>(), "/bin/sh", Path.Combine(copy, "course"), "run"],
            new Dictionary<string, string> { ["PATH"] = $"{Path.GetDirectoryName(dotnet)}:/usr/bin:/bin", ["HOME"] = copy });

        Shell.Run("/bin/chmod", ["-R", "u+w", copy]);
        Directory.Delete(copy, recursive: true);
        Assert.Equal(exit, code);
        Assert.Contains(said, output + error, StringComparison.Ordinal);
        Assert.DoesNotContain("publish", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void After_a_build_that_was_stopped_nothing_half_written_is_taken(bool stopped)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the script is for POSIX shells");
        var copy = Directory.CreateTempSubdirectory("stopped-build-").FullName;
        string[] half = ["lib/bin/Half.dll", "lib/Atelier.Cli/obj/Release/net10.0/R2R/Half.dll"];
        string[] others = ["global.json", "Directory.Build.props", "environment/local.props", "tools/Atelier.dll"];
        foreach (var file in half.Concat(others))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(copy, file))!);
            File.WriteAllText(Path.Combine(copy, file), "");
        }

        if (stopped) File.WriteAllText(Path.Combine(copy, "lib/bin/.building"), "");
        File.Copy(Path.Combine(Repository.Root, "course"), Path.Combine(copy, "course"));
        var dotnet = Path.Combine(copy, "tools", "dotnet");
        File.WriteAllText(dotnet, $"#!/bin/sh\n[ $1 != publish ] || cp {copy}/tools/Atelier.dll {copy}/lib/bin/\n");
        Shell.Run("/bin/chmod", ["a+x", dotnet]);

        var (exit, _, error) = Shell.Run("/bin/sh", [Path.Combine(copy, "course"), "run"],
            new Dictionary<string, string> { ["PATH"] = $"{Path.GetDirectoryName(dotnet)}:/usr/bin:/bin", ["HOME"] = copy });

        var left = half.Where(file => File.Exists(Path.Combine(copy, file))).ToList();
        Directory.Delete(copy, recursive: true);
        Assert.True(exit == 0, error);
        Assert.Equal(stopped ? [] : half, left);
    }
}
