using System.Globalization;
using Atelier.Engine.Running;
using Atelier.Grading.Grade;

namespace Atelier.Cli.Doctor;

/// <summary>The SDK, the processor, memory and disk, and what keeps students' code in.</summary>
internal static class MachineFindings
{
    private const double Gigabyte = 1 << 30;
    private const double DiskForCourse = 2;

    public static IEnumerable<Finding> All(string home)
    {
        yield return Tool.FirstLine("dotnet", "--version") is string version
            ? Finding.Ok(".NET SDK", version)
            : Finding.Broken(".NET SDK", "not on the PATH", "install the .NET 10 SDK: https://dot.net/download");

        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Gigabyte;
        yield return Finding.Ok("processor", $"{Environment.ProcessorCount} cores, {memory:0.#} GB of memory");

        var free = new DriveInfo(home).AvailableFreeSpace / Gigabyte;
        var disk = free.ToString("0.#", CultureInfo.InvariantCulture) + " GB free";
        yield return free >= DiskForCourse
            ? Finding.Ok("disk", disk)
            : Finding.Absent("disk", disk, $"the course needs about {DiskForCourse} GB; make room before running lessons");

        yield return Sandbox.IsHere
            ? Finding.Ok("sandbox", Sandbox.Level)
            : Finding.Absent(
                "sandbox", "grading has limits on time, memory, processes and output alone: files and the network are open to students' code",
                OperatingSystem.IsLinux() ? "apt install bubblewrap" : "grade on Linux, where bubblewrap is");
    }
}
