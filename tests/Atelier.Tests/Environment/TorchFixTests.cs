using System.Globalization;
using System.Text.RegularExpressions;
using Atelier.Setup;
using Mono.Cecil;
using Mono.Cecil.Cil;
using TorchSharp;

namespace Atelier.Tests.Environment;

public sealed class TorchFixTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("torch-fix-").FullName;

    private static string OutputCopy => Path.Combine(AppContext.BaseDirectory, "TorchSharp.dll");

    private static string Guard => Path.Combine(AppContext.BaseDirectory, "Atelier.TorchGuard.dll");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_output_copy_is_mended()
    {
        using var module = ModuleDefinition.ReadModule(OutputCopy);
        var mark = Assert.Single(module.Assembly.CustomAttributes, attribute =>
            attribute.ConstructorArguments is [{ Value: TorchFix.Marker }, _]);
        var methods = int.Parse((string)mark.ConstructorArguments[1].Value, CultureInfo.InvariantCulture);
        Assert.True(methods > 1200, $"only {methods} methods were changed");
    }

    [Fact]
    public void No_native_call_takes_a_handle_whose_owner_may_be_collected()
    {
        using var module = ModuleDefinition.ReadModule(OutputCopy);
        MethodDefinition[] calling =
        [
            .. module.GetTypes().SelectMany(type => type.Methods)
                .Where(method =>
                    method.HasBody && method.Body.Instructions.Any(i => i.Operand is MethodDefinition { IsPInvokeImpl: true })),
        ];
        Assert.True(calling.Length > 1000, $"only {calling.Length} methods call native code");
        Assert.Empty(calling.SelectMany(Losses));
    }

    [Fact]
    public void Every_function_that_the_report_calls_guarded_is_called_through_its_guard()
    {
        var report = File.ReadAllText(
            Path.Combine(Repository.Root, "environment", "upstream", "torchsharp-entry-points-without-a-catch.md"));
        HashSet<string> guarded = [.. Regex.Matches(report.Split("Not guarded by us")[0], @"(?<=`)THS\w+(?=`)")
            .Select(match => match.Value)];
        Assert.True(guarded.Count > 25, $"the report names only {guarded.Count}");
        using var module = ModuleDefinition.ReadModule(OutputCopy);
        MethodReference[] calls =
        [
            .. module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody)
                .SelectMany(method => method.Body.Instructions).Select(i => i.Operand).OfType<MethodReference>(),
        ];
        Assert.DoesNotContain(calls, call => call is MethodDefinition { IsPInvokeImpl: true } && guarded.Contains(call.Name));
        Assert.Equal(guarded.Order(), calls.Where(call => call.DeclaringType.Name == GuardedCalls.Class).Select(call => call.Name)
            .Distinct().Order());
    }

    [Fact]
    public void Mending_is_deterministic_keeps_the_surface_and_refuses_a_second_time()
    {
        (var one, var two) = (Path.Combine(_folder, "one.dll"), Path.Combine(_folder, "two.dll"));
        Assert.Equal(TorchFix.Mend(Package(), Guard, one), TorchFix.Mend(Package(), Guard, two));
        Assert.Equal(File.ReadAllBytes(one), File.ReadAllBytes(two));
        Assert.Equal(File.ReadAllBytes(one), File.ReadAllBytes(OutputCopy));

        using var before = ModuleDefinition.ReadModule(Package());
        using var after = ModuleDefinition.ReadModule(one);
        Assert.Equal(before.Assembly.FullName, after.Assembly.FullName);
        Assert.Equal(Surface(before), Surface(after));
        Assert.Throws<InvalidDataException>(() => TorchFix.Mend(one, Guard, two));
    }

    /// <summary>.NET Interactive's compiler warns in each cell where they are not.</summary>
    [Fact]
    public void The_frameworks_that_it_refers_to_are_of_the_version_that_runs()
    {
        using var module = ModuleDefinition.ReadModule(OutputCopy);
        var framework = module.AssemblyReferences
            .Where(each => each.Name.StartsWith("System.", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(framework);
        Assert.All(framework, each => Assert.Equal(System.Reflection.Assembly.Load(each.Name).GetName().Version, each.Version));
    }

    [Fact]
    public void The_package_is_left_as_it_was()
    {
        using var module = ModuleDefinition.ReadModule(Package());
        Assert.False(TorchFix.IsMended(module));
    }

    // Unmended, this ends the process within some thousand rounds.
    [Fact]
    public void Numbers_and_tensors_live_while_native_code_reads_them()
    {
        var stop = false;
        var collector = new Thread(() =>
        {
            while (!Volatile.Read(ref stop))
            {
                GC.Collect(0);
                GC.WaitForPendingFinalizers();
            }
        });
        collector.Start();
        try
        {
            for (var i = 0; i < 3_000; i++)
                Round();
        }
        finally
        {
            Volatile.Write(ref stop, true);
            collector.Join();
        }
    }

    private static void Round()
    {
        using var x = torch.full(64, 3f);
        x.add_(1);
        x.mul_(0.75f);
        torch.Tensor[] results =
        [
            x * 2, 1 - x, x.square(), x.pow(2), x.clamp(0, 2), x.add(x * 2, 3), (x + 1).mul(x - 1), torch.full(4, 2),
            torch.stack(Enumerable.Range(1, 2).Select(i => x * i)), torch.cat([x + 1, x + 2]),
        ];
        Assert.Equal(
            [6, -2, 9, 9, 2, 21, 8, 2, 6, 5], results.Select(result => (int)result[^1].to(torch.float32).max().item<float>()));
        Assert.Equal(4f, (x + 1).data<float>().ToArray()[63]);
        foreach (var result in results)
            result.Dispose();
    }

    /// <summary>
    /// What a method does not keep to each of its ends, in words: its object, its arguments, and what it takes handles from.
    /// </summary>
    private static IEnumerable<string> Losses(MethodDefinition method)
    {
        HashSet<string> wanted = [.. method.Parameters.Where(p => IsObject(p.ParameterType))
            .Select(p => Name(p)), .. Owners(method)];
        if (method.HasThis && !method.DeclaringType.IsValueType)
            wanted.Add("argument 0");

        return method.Body.Instructions.Where(i => i.OpCode == OpCodes.Ret)
            .SelectMany(ret => wanted.Except(Kept(method, ret)))
            .Select(lost => $"{method.FullName} may lose {lost}");
    }

    private static bool IsObject(TypeReference type) =>
        !type.IsValueType
            && type.MetadataType is MetadataType.Class or MetadataType.Object or MetadataType.Array
                or MetadataType.GenericInstance;

    private static IEnumerable<string> Owners(MethodDefinition method) => method.Body.Instructions
        .Where(i => i.Operand is MethodReference { Name: "get_Handle" or "ToHandleArray" or "DangerousGetHandle" }
            || (i.OpCode == OpCodes.Ldfld
                && i.Operand is FieldReference { FieldType.MetadataType: MetadataType.IntPtr, DeclaringType.IsValueType: false }))
        // a span is stored between
        .Select(i => i.Previous.OpCode.Code is Code.Ldloc or Code.Ldloc_S ? i.Previous.Previous : i.Previous)
        .Select(i => Variable(method, i, "stloc") ?? $"an owner at {i}");

    private static HashSet<string> Kept(MethodDefinition method, Instruction ret)
    {
        var kept = new HashSet<string>();
        for (var i = ret.Previous; i?.Operand is MethodReference { Name: "KeepAlive" }; i = i.Previous.Previous)
            kept.Add(Variable(method, i.Previous, "ldloc") ?? Argument(method, i.Previous));

        return kept;
    }

    private static string? Variable(MethodDefinition method, Instruction i, string code) =>
        !i.OpCode.Name.StartsWith(code, StringComparison.Ordinal) ? null
            : $"local {(i.Operand as VariableDefinition ?? method.Body.Variables[i.OpCode.Name[^1] - '0']).Index}";

    private static string Argument(MethodDefinition method, Instruction i) =>
        i.Operand is ParameterDefinition parameter ? Name(parameter)
            : $"argument {i.OpCode.Name[^1] - '0' + (method.HasThis ? 0 : 1)}";

    private static string Name(ParameterDefinition parameter) => $"argument {parameter.Index + 1}";

    private static IEnumerable<string> Surface(ModuleDefinition module) =>
        module.GetTypes().SelectMany(type => type.Methods.Select(method => $"{method.Attributes} {method.FullName}"));

    private static string Package()
    {
        var packages = System.Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var file = Path.Combine(packages, "torchsharp", typeof(torch).Assembly.GetName().Version!.ToString(3), "lib", "net8.0",
            "TorchSharp.dll");
        Assert.SkipUnless(File.Exists(file), $"no {file}");
        return file;
    }
}
