using System.Text.Json;
using System.Xml.Linq;
using Atelier.Setup;

namespace Atelier.Tests.Environment;

public class PackageChoiceTests
{
    private static PackageVersions Versions => new(Path.Combine(Repository.Root, "environment", "packages.props"));

    [Theory]
    [InlineData("cpu", "TorchSharp", "libtorch-cpu-linux-x64")]
    [InlineData("cuda", "TorchSharp-cuda-linux")]
    public void The_torch_backend_names_its_packages(string backend, params string[] expected)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the packages named here are Linux's");
        string[] torch =
            [.. References("TorchBackend", backend).Where(id => id.Contains("torch", StringComparison.OrdinalIgnoreCase))];
        Assert.Equal(expected, torch);
    }

    [Theory]
    [InlineData("SkiaSharp", "SkiaSharp", "SixLabors.ImageSharp")]
    [InlineData("ImageSharp", "SixLabors.ImageSharp", "SkiaSharp")]
    public void The_image_library_names_its_package_and_not_the_other(string library, string expected, string other)
    {
        var references = References("ImageLibrary", library);
        Assert.Contains(expected, references);
        Assert.DoesNotContain(other, references);
    }

    [Theory]
    [InlineData("""{"searchResult":[{"sourceName":"a","packages":[]},{"sourceName":"b","packages":[{"id":"x","version":"1.0"},{"id":"x","version":"2.0"}]}]}""", true)]
    [InlineData("""{"searchResult":[{"sourceName":"a","packages":[{"id":"x","version":"1.0"}]}]}""", false)]
    [InlineData("""{"searchResult":[{"sourceName":"a","packages":[]}]}""", false)]
    [InlineData("""{"searchResult":[{"sourceName":"a"}]}""", false)]
    [InlineData("""{"searchResult":[]}""", false)]
    [InlineData("""{"problems":[]}""", false)]
    [InlineData("[1]", false)]
    [InlineData("error: no source", false)]
    public void A_package_is_there_when_any_source_lists_the_version_that_the_course_is_built_with(string answer,
        bool expected) =>
        Assert.Equal(expected, PackageChoices.Lists(answer, "2.0"));

    [Theory]
    [InlineData("cpu", "cpu")]
    [InlineData("cuda", "cuda")]
    public void A_wish_for_torch_is_followed_without_looking(string wish, string expected) =>
        Assert.Equal(expected, PackageChoices.Torch(wish, Versions).Value);

    [Fact]
    public void The_version_asked_for_is_the_one_that_is_pinned() =>
    Assert.Matches(@"^3\.\d+\.\d+$", Versions["SixLabors.ImageSharp"]);

    [Fact]
    public void Choices_are_recorded_for_MSBuild_with_their_reasons()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("local-props-").FullName, "local.props");
        LocalProps.Write(file, new Choice("cuda", "a <reason> & more"), new Choice("SkiaSharp", "why"));

        var properties = XDocument.Load(file).Root!.Element("PropertyGroup")!;
        Assert.Equal("cuda", properties.Element("TorchBackend")!.Value);
        Assert.Equal("a <reason> & more", properties.Element("TorchBackendReason")!.Value);
        Assert.Equal("SkiaSharp", properties.Element("ImageLibrary")!.Value);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    // Evaluated by MSBuild, not restored: CUDA packages need not be in any source that this machine has.
    private static string[] References(string property, string value)
    {
        var project = Path.Combine(Repository.Root, "lib", "Atelier", "Atelier.csproj");
        (var exit, var json, var error) = Shell.Run("dotnet",
            ["msbuild", project, "-getItem:PackageReference", $"-p:{property}={value}"]);
        Assert.True(exit == 0, error + json);
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.GetProperty("Items").GetProperty("PackageReference").EnumerateArray()
            .Select(item => item.GetProperty("Identity").GetString()!)];
    }
}
