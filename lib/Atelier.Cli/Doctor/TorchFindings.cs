using System.Runtime.InteropServices;
using Atelier.Engine.Running;
using TorchSharp;

namespace Atelier.Cli.Doctor;

/// <summary>Whether torch loads, and what it can compute on.</summary>
internal static class TorchFindings
{
    public static IEnumerable<Finding> All(SetupChoices choices)
    {
        if (LoadingFailure() is { } failure)
        {
            yield return Finding.Broken(
                "torch", failure, "delete lib/bin and run ./course doctor again; see \"When torch does not load\" in README.md");
            yield break;
        }

        yield return Finding.Ok("torch", $"libtorch {torch.__version__}, natives loaded, {torch.get_num_threads()} threads");
        yield return Finding.Ok("torch backend", choices.Torch);
        yield return Convolutions.State == ConvolutionState.Wrong
            ? Finding.Broken("convolutions", Convolutions.Note!, "run the lessons on another machine, or on a GPU")
            : Finding.Ok("convolutions", Convolutions.Note ?? "right as they are");
        yield return torch.cuda.is_available()
            ? Finding.Ok("GPU", Tool.FirstLine("nvidia-smi", "--query-gpu=name,memory.total", "--format=csv,noheader") ?? "CUDA")
            : Finding.Absent("GPU", "none that torch can use: the lessons run on the processor",
                "with an NVIDIA card and a package source that has TorchSharp-cuda-linux: ./course setup --torch cuda");
    }

    // The loader is asked first: TorchSharp prints a page when it fails.
    private static string? LoadingFailure()
    {
        try
        {
            NativeLibrary.Load("LibTorchSharp", typeof(torch).Assembly, null);
            using var two = torch.ones(2).sum();
            return two.item<float>() == 2 ? null : "1 + 1 is not 2";
        }
        catch (Exception e) when (e is TypeInitializationException or DllNotFoundException or NotSupportedException)
        {
            var lines = (e.InnerException ?? e).Message.Split('\n');
            return lines.FirstOrDefault(line => line.Contains("GLIBC", StringComparison.Ordinal)) ?? lines[0];
        }
    }
}
