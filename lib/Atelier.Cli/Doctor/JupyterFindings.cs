using Atelier.Engine.Running;
using Atelier.Kernel.Install;

namespace Atelier.Cli.Doctor;

/// <summary>Whether Jupyter is here, and a C# kernel in it.</summary>
internal static class JupyterFindings
{
    public static IEnumerable<Finding> All()
    {
        var jupyter = Tool.FirstLine("jupyter-notebook", "--version") ?? Tool.FirstLine("jupyter", "notebook", "--version");
        yield return jupyter is not null
            ? Finding.Ok("Jupyter", $"notebook {jupyter}")
            : Finding.Absent("Jupyter", "not on the PATH; only ./course lab needs it",
                "apt install jupyter-notebook, or pip install notebook");

        var kernel = KernelSpec.All(JupyterFolders.All)
            .FirstOrDefault(spec => spec.Name is KernelInstaller.UsualName or KernelInstaller.OtherName);
        yield return kernel is not null
            ? Finding.Ok("C# kernel", $"{kernel.DisplayName} in {kernel.Folder}")
            : Finding.Absent("C# kernel", "no Jupyter kernel is registered for C#", "./course kernel install");
    }
}
