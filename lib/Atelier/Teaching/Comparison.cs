using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// Compares a student's value with the right one and remarks on the difference; an empty remark means that there is none.
/// </summary>
internal static class Comparison
{
    public static string Shape(Tensor? actual, long[] expected) =>
        actual is null ? "it is null; return a tensor"
        : actual.shape.SequenceEqual(expected) ? ""
        : $"expected the shape {Shapes.Text(expected)}, got {Shapes.Text(actual)}";

    public static string Close(Tensor? actual, Tensor expected, double tolerance)
    {
        if (Shape(actual, expected.shape) is { Length: > 0 } remark) return remark;
        var (a, b) = (actual!.detach().cpu().to(float64).flatten(), expected.detach().cpu().to(float64).flatten());
        if (a.numel() == 0) return "";
        if (a.isfinite().logical_not().any().item<bool>()) return "it holds values that are not numbers (NaN or infinity)";
        var difference = (a - b).abs();
        var worst = difference.argmax().item<long>();
        return Close(a[worst].item<double>(), b[worst].item<double>(), tolerance, a.numel() == 1 ? "" : $" at position {worst}");
    }

    public static string Close(double actual, double expected, double tolerance, string where = "") =>
        double.IsNaN(actual) ? "it is not a number (NaN)"
        : Math.Abs(actual - expected) <= tolerance * Math.Max(1, Math.Abs(expected)) ? ""
        : $"expected {expected:g6}, got {actual:g6}{where}{Hint(actual, expected)}";

    // The mistakes that are made most.
    private static string Hint(double actual, double expected) =>
        expected != 0 && Math.Abs(actual + expected) < 1e-4 * Math.Abs(expected) ? " (is the sign turned?)" : "";
}
