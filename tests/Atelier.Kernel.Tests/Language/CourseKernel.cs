using Atelier.Kernel.Tests.Support;
using Atelier.Kernel.Wire;

namespace Atelier.Kernel.Tests.Language;

/// <summary>A kernel in which a lesson's first cell has run, and cells of a student's own.</summary>
public sealed class CourseKernel : IDisposable
{
    private static readonly string[] s_cells =
    [
        "#load \"../lib/atelier.csx\"\nusing Atelier;\nusing TorchSharp;\nusing static TorchSharp.torch;",
        "/// <summary>Makes digits.</summary>\nclass Digitizer { public Tensor Sample(int count) => zeros(count); public int Seed { get; set; } }",
        $"#r \"{Repository.Home}/lib/bin/Atelier.dll\"\nvar digitizer = new Digitizer();\nvar picture = rand(3, 28, 28);",
    ];

    private readonly TestKernel _kernel = new(("ATELIER_HOME", Repository.Home));

    public CourseKernel()
    {
        var failed = s_cells.Select(cell => Client.Run(cell).Reply).FirstOrDefault(reply => reply.Text("status") != "ok");
        if (failed.ValueKind == default)
            return;
        Dispose();
        Assert.Fail(failed.ToString());
    }

    internal TestClient Client => _kernel.Client;

    /// <summary>
    /// The processor time that the kernel has taken so far, in milliseconds: other work on the machine does not count.
    /// </summary>
    internal double Milliseconds
    {
        get
        {
            _kernel.Process.Refresh();
            return _kernel.Process.TotalProcessorTime.TotalMilliseconds;
        }
    }

    public void Dispose() => _kernel.Dispose();
}
