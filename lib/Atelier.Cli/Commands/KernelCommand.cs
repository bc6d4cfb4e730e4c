using System.CommandLine;
using Atelier.Kernel.Install;

namespace Atelier.Cli.Commands;

internal static class KernelCommand
{
    public static Command Create()
    {
        var prefix = new Option<string?>("--prefix")
        {
            Description = "Below this folder (a virtual environment, /usr/local) in place of the user's own.",
            HelpName = "DIR",
        };
        var install = new Command("install", "Makes the C# kernel known to Jupyter.") { prefix };
        install.SetAction(parsed => Install(Folder(parsed.GetValue(prefix))));
        var uninstall = new Command("uninstall", "Removes it again.") { prefix };
        uninstall.SetAction(parsed => Uninstall(Folder(parsed.GetValue(prefix))));
        var list = new Command("list", "Lists the kernels that Jupyter finds.");
        list.SetAction(_ => List());
        return new Command("kernel", "The C# kernel for Jupyter: install, uninstall, list.") { install, uninstall, list };
    }

    private static string Folder(string? prefix) => prefix is null ? JupyterFolders.User : JupyterFolders.Below(prefix);

    /// <summary>Makes the kernel known to Jupyter, and says so.</summary>
    public static int Install(string folder)
    {
        var spec = new KernelInstaller(Course.Home).Install(folder, JupyterFolders.All);
        Console.WriteLine($"Installed the kernel {spec.DisplayName} as {spec.Name} in {spec.Folder}");
        if (spec.Name == KernelInstaller.OtherName)
            Console.WriteLine(
                $"Another kernel has the name {KernelInstaller.UsualName}: choose {spec.DisplayName} in Jupyter's Kernel menu.");
        return 0;
    }

    private static int Uninstall(string folder)
    {
        var removed = KernelInstaller.Uninstall(folder);
        foreach (var spec in removed)
            Console.WriteLine($"Removed {spec.Name} from {spec.Folder}");
        if (removed.Count == 0)
            Console.WriteLine($"The kernel is not installed in {folder}.");
        return 0;
    }

    private static int List()
    {
        foreach (var spec in KernelSpec.All(JupyterFolders.All))
            Console.WriteLine($"{(spec.IsOurs ? "*" : " ")} {spec.Name,-16} {spec.DisplayName,-24} {spec.Folder}");
        Console.WriteLine("(* is this course's kernel)");
        return 0;
    }
}
