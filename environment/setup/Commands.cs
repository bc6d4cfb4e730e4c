namespace Atelier.Setup;

/// <summary>The verbs of the set-up tool; each returns the process's exit code.</summary>
internal static class Commands
{
    private static readonly string[] s_optional =
        ["TorchVision", "TorchSharp.PyBridge", "Microsoft.DotNet.Interactive", "Plotly.NET.Interactive"];

    public static int MendNative(string path)
    {
        if (!NativeFix.IsNeededHere())
            return 0;

        switch (NativeFix.Mend(path))
        {
            case NativeFixResult.Mended:
                Console.WriteLine($"set-up: {path} now loads beside this machine's older libstdc++");
                return 0;
            case NativeFixResult.AlreadyMended:
                return 0;
            default:
                Console.Error.WriteLine(
                    $"set-up: {path} has no {NativeFix.VersionName} entry where one was expected; it was left as it is. "
                    + "If torch does not load, use a system with GCC 13's libstdc++ (Debian 13, Ubuntu 24.04).");
                return 0;
        }
    }

    public static int MendManaged(string from, string guard, string to)
    {
        var kept = 0;
        WholeFile.Write(to, scratch => kept = TorchFix.Mend(from, guard, scratch));
        Console.WriteLine(
            $"set-up: {to} keeps what native code reads alive in {kept} methods, and asks Atelier.TorchGuard first");
        return 0;
    }

    public static int Choose(string[] overrides)
    {
        if (Option(overrides, "--file") is not string file
            || !OneOf(Option(overrides, "--torch"), "auto", "cpu", "cuda")
            || !OneOf(Option(overrides, "--images"), "auto", "skiasharp", "imagesharp"))
            return Usage();

        var versions = new PackageVersions(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, "packages.props"));
        var choices = new PackageChoices(versions);
        try
        {
            var torch = choices.Torch(Option(overrides, "--torch"));
            var images = choices.Images(Option(overrides, "--images"));
            LocalProps.Write(file, torch, images, choices.Found(s_optional));
            Console.WriteLine($"set-up: torch for {torch.Value} ({torch.Reason}); pictures by {images.Value} ({images.Reason})");
            return 0;
        }
        catch (NotServedException missing)
        {
            Console.Error.WriteLine($"set-up: {missing.Message}");
            return 1;
        }
    }

    public static int Usage()
    {
        Console.Error.WriteLine("usage: ./course setup [--torch auto|cpu|cuda] [--images auto|skiasharp|imagesharp]");
        return 2;
    }

    private static string? Option(string[] arguments, string name)
    {
        var i = Array.IndexOf(arguments, name);
        return i >= 0 && i + 1 < arguments.Length ? arguments[i + 1] : null;
    }

    private static bool OneOf(string? value, params string[] allowed) => value is null || allowed.Contains(value);
}
