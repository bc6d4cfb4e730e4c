using System.Text.RegularExpressions;
using static TorchSharp.torch;

namespace Atelier.Tests.Painting;

public class CompactVggTests
{
    private static readonly string s_folder = Path.Combine(CoursePaths.Data, "compact-vgg");

    [Fact]
    public void It_is_the_file_that_its_page_describes()
    {
        var page = File.ReadAllText(Path.Combine(s_folder, "README.md"));
        var path = VggFile.Compact(s_folder).Path;
        var sha256 = Regex.Match(page, "sha256 `([0-9a-f]{64})`").Groups[1].Value;
        Assert.True(new DataFile(path, sha256).IsWhole);
        Assert.True(new FileInfo(path).Length <= 12_000_000);
    }

    [Fact]
    public void It_is_what_is_used_where_there_is_nothing_else()
    {
        using var scope = NewDisposeScope();
        using var weights = VggFile.Find(VggFile.Downloaded("/nowhere"), named: null, s_folder).Load();
        using var vgg = new Vgg19(weights, device: CPU);
        Assert.Contains("compact", vgg.Name, StringComparison.Ordinal);
        Assert.Equal(VggInput.Compact, vgg.Input);
        Assert.Equal("relu5_1", vgg.Layers[^1]);
        Assert.Equal([64, 3, 3, 3], vgg.Filters("conv1_1").shape);
        Assert.Equal([512, 512, 3, 3], vgg.Filters("conv4_2").shape);
    }

    [Fact]
    public void It_paints()
    {
        using var scope = NewDisposeScope();
        using var weights = VggFile.Compact(s_folder).Load();
        using var vgg = new Vgg19(weights, device: CPU);
        var factor = StyleLossFalls.Factor(vgg, steps: 25);
        Assert.True(factor > 5, $"the style loss fell to 1/{factor:0.0}");
    }
}
