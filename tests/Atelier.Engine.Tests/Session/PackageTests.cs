using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using Atelier.Engine.Session;

namespace Atelier.Engine.Tests.Session;

/// <summary><c>#r "nuget: ..."</c> through the SDK, from a package source that the test makes.</summary>
public sealed class PackageTests : SessionTests
{
    [Fact]
    public async Task A_package_of_an_added_source_is_restored_and_used()
    {
        MakePackage("Atelier.Tests.Package", "1.0.0");
        var result = await Run($"#i \"nuget: {Folder}\"\n#r \"nuget: Atelier.Tests.Package, 1.0.0\"\nusing CsCheck;");
        Assert.True(result.Succeeded, result.Error?.Message);
        Assert.Equal("True", await Value("Gen.Int is not null"));
    }

    [Fact]
    public async Task A_package_that_no_source_has_is_named_in_one_line()
    {
        var error = (await Run("#r \"nuget: Atelier.No.Such.Package, 1.0.0\"")).Error!;
        Assert.StartsWith("#r \"nuget: Atelier.No.Such.Package, 1.0.0\": NU", error.Message);
        Assert.DoesNotContain('\n', error.Message);
        Assert.DoesNotContain(".csproj", error.Message);
    }

    [Fact]
    public async Task A_package_brings_those_that_it_needs_in_a_loaded_file_too()
    {
        MakePackage("Atelier.Tests.Needed", "1.0.0");
        MakePackage("Atelier.Tests.Needing", "1.0.0", typeof(Xunit.Assert).Assembly.Location, "Atelier.Tests.Needed");
        File.WriteAllText(Path.Combine(Folder, "start.csx"), "#r \"nuget: Atelier.Tests.Needing, 1.0.0\"");
        var result = await Run($"#i \"nuget: {Folder}\"\n#load \"start.csx\"");
        Assert.True(result.Succeeded, result.Error?.Message);
        Assert.Equal("True", await Value("CsCheck.Gen.Int is not null && typeof(Xunit.Assert) is not null"));
    }

    [Fact]
    public async Task A_package_without_an_assembly_of_its_own_brings_its_dependencies()
    {
        MakePackage("Atelier.Tests.Part", "1.0.0");
        MakePackage("Atelier.Tests.Whole", "1.0.0", null, "Atelier.Tests.Part");
        Assert.Null((await Run($"#i \"nuget: {Folder}\"\n#r \"nuget: Atelier.Tests.Whole, 1.0.0\"")).Error);
        Assert.Equal("True", await Value("CsCheck.Gen.Int is not null"));
    }

    [Fact]
    public async Task A_package_that_fails_does_not_take_the_next_with_it()
    {
        MakePackage("Atelier.Tests.Good", "1.0.0");
        MakePackage("Atelier.Tests.Bad", "1.0.0", null, "Atelier.No.Such.Package");
        Assert.NotNull((await Run($"#i \"nuget: {Folder}\"\n#r \"nuget: Atelier.Tests.Bad, 1.0.0\"")).Error);
        Assert.NotNull((await Run("#r \"nuget: Atelier.No.Such.Package\"")).Error);
        Assert.NotNull((await Run("#r \"nuget:\"")).Error);
        Assert.NotNull((await Run("#r \"nuget: Atelier.Tests.Good, 1.0.0\"\nvar broken = ;")).Error);
        Assert.Null((await Run("#r \"nuget: Atelier.Tests.Good, 1.0.0\"")).Error);
        Assert.Equal("True", await Value("CsCheck.Gen.Int is not null"));
    }

    [Theory]
    [InlineData("/nowhere/at/all")]
    [InlineData("https://127.0.0.1:9/v3/index.json")]
    public async Task A_source_that_is_not_there_is_named_and_not_asked_again(string source)
    {
        MakePackage("Atelier.Tests.Here", "1.0.0");
        // A package that the machine's cache has is not asked for.
        var cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES");
        Environment.SetEnvironmentVariable("NUGET_PACKAGES", Path.Combine(Folder, "packages"));
        var error = (await Run($"#i \"nuget: {source}\"\n#r \"nuget: Atelier.Tests.Here, 1.0.0\"")).Error!;
        Environment.SetEnvironmentVariable("NUGET_PACKAGES", cache);
        Assert.Contains(source, error.Message);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Null((await Run($"#i \"nuget: {Folder}\"\n#r \"nuget: Atelier.Tests.Here, 1.0.0\"")).Error);
    }

    [Fact]
    public async Task A_source_that_never_answers_can_be_stopped()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var stop = new CancellationTokenSource();
        var cell = Run($"#i \"nuget: https://{silent.LocalEndpoint}/v3/index.json\"\n#r \"nuget: Atelier.No.Such.Package\"", stop.Token);
        using var asked = await silent.AcceptTcpClientAsync();
        stop.Cancel();
        Assert.Equal(CellErrorKind.Interrupted, (await cell.WaitAsync(TimeSpan.FromSeconds(30))).Error?.Kind);
        Assert.Equal("42", await Value("6 * 7"));
    }

    /// <summary>A package of one assembly that the session does not refer to by itself, or of dependencies alone.</summary>
    private void MakePackage(string id, string version) => MakePackage(id, version, typeof(CsCheck.Gen).Assembly.Location);

    private void MakePackage(string id, string version, string? assembly, params string[] needs)
    {
        using var package = ZipFile.Open(Path.Combine(Folder, $"{id}.{version}.nupkg"), ZipArchiveMode.Create);
        if (assembly is not null) package.CreateEntryFromFile(assembly, $"lib/net8.0/{Path.GetFileName(assembly)}");
        var needed = string.Concat(needs.Select(need => $"<dependency id=\"{need}\" version=\"1.0.0\" />"));
        using var manifest = new StreamWriter(package.CreateEntry($"{id}.nuspec").Open());
        manifest.Write($"""
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata><id>{id}</id><version>{version}</version><authors>tests</authors><description>a test</description>
                <dependencies><group targetFramework="net8.0">{needed}</group></dependencies></metadata>
            </package>
            """);
    }
}
