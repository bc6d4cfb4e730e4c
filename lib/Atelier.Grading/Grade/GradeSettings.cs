using Atelier.Engine.Running;

namespace Atelier.Grading.Grade;

/// <summary>How submissions are graded.</summary>
/// <param name="Seed">the seed of each graded cell, drawn when grading starts: the same for instructor and students</param>
/// <param name="Environment">environment variables of the workers</param>
/// <param name="Limits">what a submission may take</param>
/// <param name="Sandbox">what keeps the students' code in</param>
public sealed record GradeSettings(int Seed, IReadOnlyDictionary<string, string> Environment, RunLimits Limits, Sandbox Sandbox)
{
    /// <summary>Where the workers' folders are made, each for the time of its submission.</summary>
    public string Scratch { get; init; } = Path.GetTempPath();
}
