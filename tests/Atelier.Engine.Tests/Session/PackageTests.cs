using System.IO.Compression;

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

    /// <summary>A package of one assembly that the session does not refer to by itself.</summary>
    private void MakePackage(string id, string version)
    {
        using var package = ZipFile.Open(Path.Combine(Folder, $"{id}.{version}.nupkg"), ZipArchiveMode.Create);
        package.CreateEntryFromFile(typeof(CsCheck.Gen).Assembly.Location, "lib/net8.0/CsCheck.dll");
        using var manifest = new StreamWriter(package.CreateEntry($"{id}.nuspec").Open());
        manifest.Write($"""
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata><id>{id}</id><version>{version}</version><authors>tests</authors><description>a test</description></metadata>
            </package>
            """);
    }
}
