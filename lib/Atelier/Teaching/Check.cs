using System.Text.Json.Nodes;
using Microsoft.DotNet.Interactive.Formatting;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// Checks an exercise and says at once how it stands. Each line runs a piece of the student's code; whatever that does, the check
/// goes on: an exercise that has not been touched reads as "not done yet", and an exception becomes a remark.
/// </summary>
/// <param name="exercise">its name: <c>Exercise 3.1</c></param>
[TypeFormatterSource(typeof(DisplayableFormatters), PreferredMimeTypes = [MimeType.Html, MimeType.Text, MimeType.Metadata])]
public sealed class Check(string exercise) : Displayable
{
    private readonly List<CheckLine> _lines = [];

    /// <summary>How the exercise stands: as its worst line.</summary>
    public CheckOutcome Outcome =>
        _lines.Count == 0 || _lines.Any(line => line.Outcome == CheckOutcome.NotDone) ? CheckOutcome.NotDone
        : _lines.All(line => line.Outcome == CheckOutcome.Passed) ? CheckOutcome.Passed
        : CheckOutcome.Failed;

    /// <summary>The value has this shape.</summary>
    public Check Shape(string what, Func<Tensor> actual, params long[] expected) =>
        Run(what, () => Comparison.Shape(actual(), expected));

    /// <summary>The values are these, up to a tolerance; a wrong shape is told first.</summary>
    public Check Close(string what, Func<Tensor> actual, Tensor expected, double tolerance = 1e-5) =>
        Run(what, () => Comparison.Close(actual(), expected, tolerance));

    /// <summary>The number is this, up to a tolerance.</summary>
    public Check Close(string what, Func<double> actual, double expected, double tolerance = 1e-5) =>
        Run(what, () => Comparison.Close(actual(), expected, tolerance));

    /// <summary>The condition holds; where it does not, the remark says what is expected.</summary>
    public Check That(string what, Func<bool> holds, string remark) => Run(what, () => holds() ? "" : remark);

    /// <inheritdoc/>
    public override string ToString() => $"{exercise}: {Verdict}\n{string.Join('\n', _lines.Select(line => $"  {line}"))}";

    /// <inheritdoc/>
    public override string ToHtml()
    {
        var colour = Outcome switch { CheckOutcome.Passed => "#009E73", CheckOutcome.Failed => "#D55E00", _ => "#0072B2" };
        var list = string.Concat(_lines.Select(line => $"<div>{Markup.Encode(line.ToString())}</div>"));
        return $"""<div style="border-left:4px solid {colour};padding:0.2em 0.8em"><b>{Markup.Encode($"{exercise}: {Verdict}")}</b>{list}</div>""";
    }

    /// <inheritdoc/>
    public override JsonObject Metadata() => new()
    {
        ["check"] = new JsonObject
        {
            ["exercise"] = exercise,
            ["outcome"] = Verdict,
            ["passed"] = _lines.Count(line => line.Outcome == CheckOutcome.Passed),
            ["of"] = _lines.Count,
        },
    };

    /// <summary>As plain data for the grader: how it stands, and what to say where that is not "passed".</summary>
    internal string Describe() => new JsonObject
    {
        ["type"] = "object",
        ["name"] = nameof(Check),
        ["fields"] = new JsonObject { [nameof(Outcome)] = new JsonObject { ["type"] = "string", ["value"] = Verdict } },
        ["remark"] = _lines.Find(line => line.Outcome == CheckOutcome.Failed)?.ToString() ?? Verdict,
    }.ToJsonString();

    private string Verdict => Outcome switch
    {
        CheckOutcome.Passed => "passed",
        CheckOutcome.Failed => "failed",
        _ =>
        "not done yet"
    };

    private Check Run(string what, Func<string> compare)
    {
        using var scope = NewDisposeScope();
        try
        {
            var remark = compare();
            _lines.Add(new(remark == "" ? CheckOutcome.Passed : CheckOutcome.Failed, what, remark));
        }
        catch (NotImplementedException)
        {
            _lines.Add(new(CheckOutcome.NotDone, what, ""));
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            _lines.Add(new(CheckOutcome.Failed, what, $"it stopped with {problem.GetType().Name}: {FirstLine(problem.Message)}"));
        }

        return this;
    }

    private static string FirstLine(string message) => message.Split('\n', 2)[0].Trim();
}
