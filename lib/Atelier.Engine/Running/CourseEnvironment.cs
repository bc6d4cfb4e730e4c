namespace Atelier.Engine.Running;

/// <summary>What a worker is told of the course: the seams that <c>lib/README.md</c> lists.</summary>
public static class CourseEnvironment
{
    /// <summary>Environment variables for each of several workers side by side.</summary>
    /// <param name="home">the course's folder</param>
    /// <param name="scale"><c>smoke</c>, <c>lecture</c> or <c>full</c></param>
    /// <param name="jobs">how many workers share the machine</param>
    public static Dictionary<string, string> Of(string home, string scale, int jobs = 1)
    {
        var environment = new Dictionary<string, string> { ["ATELIER_HOME"] = home, ["ATELIER_SCALE"] = scale };
        if (jobs <= 1) return environment;
        // Torch's threads spin while they wait: notebooks side by side share the cores, and wait without spinning.
        environment["OMP_NUM_THREADS"] = $"{Threads(jobs)}";
        environment["OMP_WAIT_POLICY"] = "passive";
        return environment;
    }

    /// <summary>The processors that each of so many workers has for itself, at least one.</summary>
    public static int Threads(int jobs) => Math.Max(1, Environment.ProcessorCount / jobs);
}
