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
    [InlineData("cpu", "skiasharp", "cpu", "SkiaSharp")]
    [InlineData("cuda", "imagesharp", "cuda", "ImageSharp")]
    [InlineData("cpu", "auto", "cpu", "ImageSharp")]
    public void A_wish_is_followed_where_a_source_has_its_package(string torch, string images, string backend, string library)
    {
        var choices = new PackageChoices(Versions, (_, _) => true);
        Assert.Equal(backend, choices.Torch(torch).Value);
        Assert.Equal(library, choices.Images(images).Value);
    }

    [Fact]
    public void Where_no_source_has_it_a_wish_is_refused_by_the_packages_name_and_what_nobody_wished_for_is_done_without()
    {
        var choices = new PackageChoices(Versions, (_, _) => false);
        var torch = Assert.Throws<NotServedException>(() => choices.Torch("cuda"));
        Assert.Matches(@"TorchSharp-cuda-(linux|windows) 0\.", torch.Message);
        var images = Assert.Throws<NotServedException>(() => choices.Images("imagesharp"));
        Assert.Contains("SixLabors.ImageSharp 2.", images.Message, StringComparison.Ordinal);
        Assert.Equal("cpu", choices.Torch("auto").Value);
        Assert.Equal("SkiaSharp", choices.Images("auto").Value);
    }

    [Fact]
    public void A_wish_that_cannot_be_had_leaves_the_last_choice_as_it_was()
    {
        var folder = Directory.CreateTempSubdirectory("no-source-").FullName;
        var chosen = Path.Combine(folder, "local.props");
        File.Copy(Path.Combine(Repository.Root, "environment", "packages.props"), Path.Combine(folder, "packages.props"));
        File.WriteAllText(Path.Combine(folder, "nuget.config"),
            "<configuration><packageSources><clear /></packageSources></configuration>");
        File.WriteAllText(chosen, "as it was");

        (var exit, _, var error) = Shell.Run("dotnet",
            [typeof(PackageChoices).Assembly.Location, "choose", "--file", chosen, "--torch", "cuda"], folder: folder);

        Assert.Equal((1, "as it was"), (exit, File.ReadAllText(chosen)));
        Assert.Matches("no package source here has TorchSharp-cuda-", Assert.Single(error.Trim().Split('\n')));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void ImageSharp_is_of_a_version_that_needs_no_paid_licence() =>
        Assert.StartsWith("2.", Versions["SixLabors.ImageSharp"], StringComparison.Ordinal);

    [Fact]
    public void Choices_are_recorded_for_MSBuild_with_their_reasons()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("local-props-").FullName, "local.props");
        LocalProps.Write(file, new Choice("cuda", "a <reason> & more"), new Choice("SkiaSharp", "why"), ["A", "B"]);

        var properties = XDocument.Load(file).Root!.Element("PropertyGroup")!;
        Assert.Equal("cuda", properties.Element("TorchBackend")!.Value);
        Assert.Equal("a <reason> & more", properties.Element("TorchBackendReason")!.Value);
        Assert.Equal("SkiaSharp", properties.Element("ImageLibrary")!.Value);
        Assert.Equal(";A;B;", properties.Element("FoundPackages")!.Value);
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
