namespace Atelier.Grading.Results;

/// <summary>When an assignment has to be handed in, and what being late costs.</summary>
/// <param name="Assignment">the assignment</param>
/// <param name="Due">the last moment that is in time</param>
/// <param name="PerDay">the share of a submission's points that each begun day after it takes away, from 0 to 1</param>
public sealed record DueDate(string Assignment, DateTimeOffset Due, double PerDay)
{
    /// <summary>
    /// The begun days between the due date and a submission; 0 for one in time, and for one whose time is not known.
    /// </summary>
    public int DaysLate(DateTimeOffset? submitted) => submitted > Due ? (int)Math.Ceiling((submitted.Value - Due).TotalDays) : 0;
}
