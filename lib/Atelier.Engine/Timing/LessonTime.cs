using Atelier.Engine.Running;

namespace Atelier.Engine.Timing;

/// <summary>How long a lesson's code took at both scales.</summary>
/// <param name="Smoke">its run at smoke scale</param>
/// <param name="Lecture">its run at lecture scale</param>
public sealed record LessonTime(NotebookReport Smoke, NotebookReport Lecture)
{
    /// <summary>Its file's name without the extension.</summary>
    public string Name => Lecture.Name;

    /// <summary>Seconds of all cells at smoke scale, without the start of a process.</summary>
    public double SmokeSeconds => Smoke.Cells.Sum(cell => cell.Seconds);

    /// <summary>The same at lecture scale.</summary>
    public double LectureSeconds => Lecture.Cells.Sum(cell => cell.Seconds);

    /// <summary>The cells that take most of it at lecture scale, the longest first.</summary>
    public IEnumerable<CellReport> Longest => Lecture.Cells.OrderByDescending(cell => cell.Seconds).Take(3);

    /// <summary>What it ran on, as in "two CPU cores".</summary>
    public string Machine => SpokenTime.Machine(Lecture.Machine ?? "");
}
