namespace Atelier;

/// <summary>One line of a <see cref="Check"/>.</summary>
/// <param name="Outcome">how it went</param>
/// <param name="What">what was checked</param>
/// <param name="Remark">what a teacher would say; empty where it is right</param>
internal sealed record CheckLine(CheckOutcome Outcome, string What, string Remark)
{
    public string Mark => Outcome switch { CheckOutcome.Passed => "✓", CheckOutcome.Failed => "✗", _ => "○" };

    public override string ToString() => Remark == "" ? $"{Mark} {What}" : $"{Mark} {What}: {Remark}";
}
