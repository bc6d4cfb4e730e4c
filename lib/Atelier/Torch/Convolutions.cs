using TorchSharp;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// Sees to it that the processor computes convolutions right. Where it hides its caches (<see cref="OneDnnCaches"/>: AMD
/// processors of many virtual machines) gradients would be 20 to 95 % off, or not numbers. This is found, mended and checked once
/// in a process, when the course first asks for its device; where the mend does not take, torch goes on without oneDNN.
/// </summary>
public static class Convolutions
{
    private const string Cause = "this virtual machine hides its caches, which misleads oneDNN";

    private static readonly Lazy<(ConvolutionState State, string? Difference)> s_cured = new(() =>
        Cure(OneDnnCaches.AreHidden(), OneDnnCaches.Mend, () => TorchContext.UseOneDnn(false), ConvolutionCheck.Run));

    /// <summary>How they are computed in this process.</summary>
    public static ConvolutionState State => s_cured.Value.State;

    /// <summary>What was done about them, in one line; null where nothing had to be done.</summary>
    public static string? Note => Describe(s_cured.Value.State, s_cured.Value.Difference);

    /// <summary>Refuses a device that computes convolutions wrongly.</summary>
    /// <exception cref="InvalidOperationException">The device is the CPU, and this machine's is wrong.</exception>
    internal static void Require(Device device) => Require(device, s_cured.Value.State, s_cured.Value.Difference);

    internal static void Require(Device device, ConvolutionState state, string? difference)
    {
        if (state == ConvolutionState.Wrong && device.type == DeviceType.CPU)
            throw new InvalidOperationException(Describe(state, difference));
    }

    internal static (ConvolutionState State, string? Difference) Cure(
        bool cachesAreHidden, Func<bool> mend, Action switchOneDnnOff, Func<int, ConvolutionCheck> check)
    {
        if (!cachesAreHidden)
            return (ConvolutionState.Right, null);

        var isMended = mend();
        if (check(0).IsRight)
            return (isMended ? ConvolutionState.Mended : ConvolutionState.Right, null);

        switchOneDnnOff();
        var last = check(1);
        return last.IsRight ? (ConvolutionState.WithoutOneDnn, null) : (ConvolutionState.Wrong, last.Difference);
    }

    internal static string? Describe(ConvolutionState state, string? difference) => state switch
    {
        ConvolutionState.Right => null,
        ConvolutionState.Mended => $"convolutions mended: {Cause}",
        ConvolutionState.WithoutOneDnn =>
            $"convolutions without oneDNN, 1.5 to 9 times slower: {Cause}, and it could not be mended",
        _ => $"torch computes convolutions wrongly on this machine ({difference}): train on another machine, or on a GPU with ATELIER_DEVICE=cuda",
    };
}
