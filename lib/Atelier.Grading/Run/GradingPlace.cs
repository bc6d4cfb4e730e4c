using Atelier.Engine.Running;
using Atelier.Grading.Collect;
using Atelier.Grading.Grade;

namespace Atelier.Grading.Run;

/// <summary>Where submissions lie and where they are graded: what is found there, and what a worker sees of it.</summary>
/// <param name="home">the course's folder</param>
/// <param name="submitted">the folder or zip of submissions</param>
/// <param name="folder">the grader's own</param>
internal sealed class GradingPlace(string home, string submitted, string folder)
{
    // What of the course's own folder nobody handed in, where a person grades in it.
    private static readonly string[] s_own =
    [
        "lib", "data", "notebooks", "tests", "environment", "out", "README.md", "LICENSE", "course", "course.cmd", "Atelier.slnx",
        "global.json", "Directory.Build.props", "Directory.Build.targets",
    ];

    private string Scratch => Path.Combine(folder, ".scratch");

    /// <summary>The submissions that are there now, and all that is none.</summary>
    /// <param name="lessons">the course's</param>
    public Collected Collect(IReadOnlyList<Lesson> lessons)
    {
        var own = s_own.Select(name => Path.Combine(home, name)).Append(folder);
        return new SubmissionFinder(lessons, [.. own]).Find(
            submitted, Directory.CreateDirectory(Path.Combine(Scratch, "unpacked")).FullName);
    }

    /// <summary>How they are graded, so many side by side.</summary>
    public GradeSettings Settings(int seed, RunLimits limits, int jobs) =>
        new(seed, Environment(jobs), limits, new Sandbox(home, [.. Hidden()])) { Scratch = Scratch };

    /// <summary>Takes away what a run has left, one that was killed too.</summary>
    public void Clean()
    {
        if (Directory.Exists(Scratch)) Directory.Delete(Scratch, recursive: true);
    }

    // Where the submissions lie around the course, it is not hidden for their sake.
    private IEnumerable<string> Hidden() =>
        new[] { Path.Combine(home, "notebooks", "instructor"), folder, submitted }.Where(
            path => !$"{home}/".StartsWith($"{path}/", StringComparison.Ordinal));

    // All that a worker gets to know of this machine; one that is alone waits without spinning as well, so that its processor
    // time is what its cells took.
    private Dictionary<string, string> Environment(int jobs) => new(CourseEnvironment.Of(home, "smoke"))
    {
        ["PATH"] = System.Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin",
        ["HOME"] = Sandbox.Scratch,
        ["DOTNET_CLI_HOME"] = Sandbox.Scratch,
        ["OMP_NUM_THREADS"] = $"{CourseEnvironment.Threads(jobs)}",
        ["OMP_WAIT_POLICY"] = "passive",
    };
}
