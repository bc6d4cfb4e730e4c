using System.Diagnostics;
using System.Globalization;
using TorchSharp;

namespace Atelier.Benchmarks;

/// <summary>The process of one of our own contestants: the other end of a <see cref="Lane"/>.</summary>
internal static class Worker
{
    private const int WarmUp = 2; // steps

    // Not asked of Compute, which sets up the allocator: plain loops do without.
    private static readonly bool s_onGpu = Environment.GetEnvironmentVariable("ATELIER_DEVICE") != "cpu";

    /// <summary>Does the named work as often as it is asked, until nobody asks any more.</summary>
    /// <param name="work">a name, and what that work wants to know</param>
    public static void Serve(string[] work)
    {
        Action<int> steps;
        try
        {
            steps = Find(work);
            steps(WarmUp);
        }
        catch (Exception e)
        {
            Console.WriteLine($"missing {e.Message.Split('\n')[0]}"); // whoever asked tells it in the table
            return;
        }

        Console.WriteLine("ready");
        while (Console.ReadLine() is { } line)
        {
            var start = Stopwatch.GetTimestamp();
            steps(int.Parse(line, CultureInfo.InvariantCulture));
            if (s_onGpu) torch.cuda.synchronize();
            Console.WriteLine(Stopwatch.GetElapsedTime(start).TotalSeconds.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static Action<int> Find(string[] work) => work switch
    {
        ["gan", var variant, var batch, var penalty] => GanWork.Steps(variant, int.Parse(batch), penalty == "r1"),
        ["convolution", var batch] => ConvolutionWork.Steps(int.Parse(batch)),
        ["spin"] => SpinWork.Steps(),
        ["pass"] => StyleWork.Passes(),
        ["style", var network, var variant] => StyleWork.Steps(network, variant),
        _ => throw new ArgumentException($"There is no work '{string.Join(' ', work)}'."),
    };
}
