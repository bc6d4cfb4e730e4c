using System.Diagnostics;

namespace Atelier.Grading.Tests.Grade;

/// <summary>
/// Grading as an ordinary user is how it is meant to be done. Where the tests run as root, as in a container, those of the
/// sandbox run once more in a process of somebody who may do nothing special.
/// </summary>
[Collection(nameof(AttackTests))]
public sealed class OrdinaryUserTests
{
    private const string Nobody = "65534", Alone = "ATELIER_TEST_ALONE";

    /// <summary>Whether this is the process that was started so.</summary>
    public static bool IsAlone => System.Environment.GetEnvironmentVariable(Alone) is not null;

    [Theory]
    [InlineData(nameof(ReachTests))]
    [InlineData(nameof(AttackTests))]
    public async Task What_holds_for_root_holds_for_an_ordinary_user(string tests)
    {
        if (!OperatingSystem.IsLinux() || !System.Environment.IsPrivilegedProcess)
            Assert.Skip("these tests run as an ordinary user already");
        GradedAttacks.NeedSandbox();
        var folder = Directory.CreateTempSubdirectory("ordinary-");
        using (var open = Process.Start("chmod", ["777", folder.FullName])) await open.WaitForExitAsync();
        string[] command = ["--reuid", Nobody, "--regid", Nobody, "--clear-groups", "--no-new-privs", "dotnet",
            typeof(OrdinaryUserTests).Assembly.Location, "-noLogo", "-noColor", "-class", $"*.{tests}"];
        var start =
            new ProcessStartInfo("setpriv", command) { RedirectStandardOutput = true, WorkingDirectory = folder.FullName };
        (start.Environment["TMPDIR"], start.Environment["HOME"], start.Environment[Alone]) =
            (folder.FullName, folder.FullName, "1");
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        folder.Delete(recursive: true);
        Assert.True(process.ExitCode == 0 && said.Contains("Failed: 0, Skipped: 0", StringComparison.Ordinal), said);
    }
}
