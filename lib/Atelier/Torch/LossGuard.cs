using TorchSharp;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// Stops a training at the first loss that is no finite number, and says what to look at. One for each training, since it
/// remembers the last losses that were finite.
/// </summary>
/// <param name="kept">what is as it was before the step that is stopped, as in "G"; null where that cannot be promised</param>
internal sealed class LossGuard(string? kept = null)
{
    private readonly Dictionary<string, (double Value, int Step)> _last = [];

    /// <summary>Looks at losses that have been read. Ask it before the step that they lead to.</summary>
    /// <param name="step">the step that they belong to; the first is 1</param>
    /// <param name="rate">the learning rate, where it is known</param>
    /// <param name="losses">by their symbols</param>
    /// <exception cref="NotFiniteNumberException">One of them is NaN or infinite.</exception>
    public void Check(int step, double? rate, params ReadOnlySpan<(string Name, double Value)> losses)
    {
        foreach (var (name, value) in losses)
        {
            if (!double.IsFinite(value))
                throw new NotFiniteNumberException(Message(step, rate, name, value), value);
            _last[name] = (value, step);
        }
    }

    /// <summary>
    /// Looks at a loss that nobody has read yet, on the CPU alone: there it costs nothing, while a GPU would have to be waited
    /// for.
    /// </summary>
    /// <inheritdoc cref="Check"/>
    public void CheckOnCpu(int step, double? rate, string name, Tensor loss)
    {
        if (loss.device_type == DeviceType.CPU)
            Check(step, rate, (name, loss.ToDouble()));
    }

    private string Message(int step, double? rate, string name, double value)
    {
        var kind = double.IsNaN(value) ? "not a number (NaN)" : $"infinite ({value})";
        var before = _last.TryGetValue(name, out var found)
            ? $"its last finite value was {found.Value:g4}, in step {found.Step}" : "it has never been finite";
        var high = rate is { } number ? $" (it is {number:g3})" : "";
        var state = kept is null ? "" : $" {kept} is as it was before this step.";
        return $"Step {step}: {name} is {kind}; {before}. Usual causes: a learning rate that is too high{high}, pictures that hold NaN, "
            + "are of another range or have no contrast at all, a loss that divides by 0 or takes the logarithm of 0." + state;
    }
}
