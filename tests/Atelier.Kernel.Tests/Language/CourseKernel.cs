using Atelier.Kernel.Tests.Support;
using Atelier.Kernel.Wire;

namespace Atelier.Kernel.Tests.Language;

/// <summary>A kernel in which a lesson's first cell has run, and cells of a student's own.</summary>
public sealed class CourseKernel : IDisposable
{
    private static readonly string[] Cells =
    [
        "#load \"../lib/atelier.csx\"\nusing Atelier;\nusing TorchSharp;\nusing static TorchSharp.torch;",
        "/// <summary>Makes digits.</summary>\nclass Digitizer { public Tensor Sample(int count) => zeros(count); public int Seed { get; set; } }",
        $"#r \"{Repository.Home}/lib/bin/Atelier.dll\"\nvar digitizer = new Digitizer();\nvar picture = rand(3, 28, 28);",
    ];

    private readonly TestKernel kernel = new(("ATELIER_HOME", Repository.Home));

    public CourseKernel()
    {
        var failed = Cells.Select(cell => Client.Run(cell).Reply).FirstOrDefault(reply => reply.Text("status") != "ok");
        if (failed.ValueKind == default)
            return;
        Dispose();
        Assert.Fail(failed.ToString());
    }

    internal TestClient Client => kernel.Client;

    /// <summary>The processor time that the kernel has taken so far, in milliseconds: other work on the machine does not count.</summary>
    internal double Milliseconds
    {
        get
        {
            kernel.Process.Refresh();
            return kernel.Process.TotalProcessorTime.TotalMilliseconds;
        }
    }

    public void Dispose() => kernel.Dispose();
}
