using System.Text.Json.Nodes;
using Atelier.Kernel.Install;
using Atelier.Kernel.Tests.Support;

namespace Atelier.Kernel.Tests.Jupyter;

/// <summary>The kernel under Jupyter's own client and nbclient, from Debian's packages.</summary>
public sealed class JupyterClientTests : IDisposable
{
    private readonly string _jupyter = Directory.CreateTempSubdirectory("jupyter").FullName;

    [Fact]
    public void Jupyter_client_and_nbclient_work_with_the_kernel()
    {
        var installed = new KernelInstaller(_jupyter).Install(_jupyter, []);
        Redirect(Path.Combine(installed.Folder, "kernel.json"), Path.Combine(AppContext.BaseDirectory, "Atelier.Kernel.dll"));

        var (exitCode, output) =
            Debian.RunPython(["Jupyter/client_tests.py"], ("JUPYTER_PATH", _jupyter), ("PYTHONWARNINGS", "ignore"));
        Assert.True(exitCode == 0, output);
        Assert.Contains("Ran 9 tests", output);
    }

    public void Dispose() => Directory.Delete(_jupyter, recursive: true);

    /// <summary>Points an installed kernel at this build instead of lib/bin.</summary>
    private static void Redirect(string file, string program)
    {
        var spec = JsonNode.Parse(File.ReadAllText(file))!;
        Assert.EndsWith("Atelier.Kernel.dll", (string)spec["argv"]![1]!);
        spec["argv"]![1] = program;
        File.WriteAllText(file, spec.ToJsonString());
    }
}
