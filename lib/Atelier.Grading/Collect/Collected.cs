using Atelier.Grading.Grade;

namespace Atelier.Grading.Collect;

/// <summary>What was found in what was handed in: each file is in one of the two lists.</summary>
/// <param name="Submissions">one for each student and lesson, in their order</param>
/// <param name="LeftOut">what belongs to none of them, and why</param>
public sealed record Collected(IReadOnlyList<Submission> Submissions, IReadOnlyList<LeftOut> LeftOut);
