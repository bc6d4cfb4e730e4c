using System.Text.Json;
using Atelier.Kernel.Install;

namespace Atelier.Kernel.Tests.Install;

public sealed class KernelInstallerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("jupyter").FullName;
    private readonly KernelInstaller _installer = new("/course");

    private string Here => Path.Combine(_folder, "here");

    private string Elsewhere => Path.Combine(_folder, "elsewhere");

    [Fact]
    public void The_kernel_takes_the_usual_name_where_it_is_free()
    {
        var spec = _installer.Install(Here, [Here, Elsewhere]);
        Assert.Equal((".net-csharp", ".NET (C#)"), (spec.Name, spec.DisplayName));

        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Here, "kernels", ".net-csharp", "kernel.json")));
        var argv = json.RootElement.GetProperty("argv").EnumerateArray().Select(word => word.GetString()).ToList();
        Assert.Equal(["/course/lib/bin/Atelier.Kernel.dll", "{connection_file}"], argv[1..]);
        Assert.Equal("message", json.RootElement.GetProperty("interrupt_mode").GetString());
        Assert.Equal("C#", json.RootElement.GetProperty("language").GetString());
    }

    [Fact]
    public void Notebook_six_is_given_the_triangle_of_its_hints()
    {
        var spec = _installer.Install(Here, [Here]);
        Assert.Contains("summary { display: list-item", File.ReadAllText(Path.Combine(spec.Folder, "kernel.js")));
    }

    [Fact]
    public void Another_kernel_keeps_its_name_wherever_it_is()
    {
        Write(Elsewhere, ".net-csharp", """{"argv":["dotnet","interactive","jupyter"],"display_name":".NET (C#)"}""");
        Assert.Equal("atelier-csharp", _installer.Install(Here, [Elsewhere]).Name);
        Assert.Equal([".net-csharp", "atelier-csharp"], KernelSpec.All([Elsewhere, Here]).Select(spec => spec.Name));
    }

    [Fact]
    public void Installing_again_changes_nothing()
    {
        _installer.Install(Here, [Here]);
        Assert.Equal(".net-csharp", _installer.Install(Here, [Here]).Name);
        Assert.Single(KernelSpec.All([Here]));
    }

    [Fact]
    public void Uninstall_removes_this_kernel_and_no_other()
    {
        Write(Here, ".net-csharp", """{"argv":["dotnet","interactive"],"display_name":"other"}""");
        Write(Here, "python3", """{"argv":["python3"],"display_name":"Python"}""");
        _installer.Install(Here, []);

        Assert.Equal(["atelier-csharp"], KernelInstaller.Uninstall(Here).Select(spec => spec.Name));
        Assert.Equal([".net-csharp", "python3"], KernelSpec.All([Here]).Select(spec => spec.Name));
        Assert.Empty(KernelInstaller.Uninstall(Here));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"display_name":"no argv"}""")]
    [InlineData("""{"argv":[1],"display_name":"x"}""")]
    public void A_broken_kernel_file_is_passed_over(string json)
    {
        Write(Here, "broken", json);
        _installer.Install(Here, [Here]);
        Assert.Equal([".net-csharp"], KernelSpec.All([Here]).Select(spec => spec.Name));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Write(string jupyter, string name, string json)
    {
        var kernel = Directory.CreateDirectory(Path.Combine(jupyter, "kernels", name));
        File.WriteAllText(Path.Combine(kernel.FullName, "kernel.json"), json);
    }
}
