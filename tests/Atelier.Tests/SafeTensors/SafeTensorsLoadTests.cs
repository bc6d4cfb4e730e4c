using TorchSharp;
using static TorchSharp.torch;

namespace Atelier.Tests.Data;

public class SafeTensorsLoadTests
{
    private const string TwoTensors = """
        {"__metadata__": {"epoch": "3"},
         "b": {"dtype": "I16", "shape": [3], "data_offsets": [4, 10]},
         "a": {"dtype": "F32", "shape": [1, 1], "data_offsets": [0, 4]}}
        """;

    // 1.5 is 0x3fc00000; the 16-bit integers are 1, -2 and 258. Little-endian.
    private static readonly byte[] s_data = [0x00, 0x00, 0xc0, 0x3f, 1, 0, 0xfe, 0xff, 2, 1];

    [Fact]
    public void Reads_hand_made_bytes()
    {
        using var scope = NewDisposeScope();
        Written(SafeTensorsFile.Of(TwoTensors, s_data), path =>
        {
            var tensors = SafeTensors.Load(path);
            Assert.Equal(1.5f, tensors["a"][0, 0].item<float>());
            Assert.Equal([1, -2, 258], tensors["b"].data<short>().ToArray());
            Assert.Equal("3", SafeTensors.LoadMetadata(path)["epoch"]);
        });
    }

    [Theory]
    [InlineData("F64", "0000000000000440", 2.5)]
    [InlineData("F32", "00002040", 2.5)]
    [InlineData("F16", "0041", 2.5)]
    [InlineData("BF16", "2040", 2.5)]
    [InlineData("I64", "feffffffffffffff", -2)]
    [InlineData("I32", "feffffff", -2)]
    [InlineData("I16", "feff", -2)]
    [InlineData("I8", "fe", -2)]
    [InlineData("U8", "fe", 254)]
    [InlineData("BOOL", "01", 1)]
    public void Knows_every_type(string type, string bytes, double expected)
    {
        using var scope = NewDisposeScope();
        var data = Convert.FromHexString(bytes);
        var json = $$$"""{"x": {"dtype": "{{{type}}}", "shape": [], "data_offsets": [0, {{{data.Length}}}]}}""";
        Written(SafeTensorsFile.Of(json, data), path =>
        {
            var x = SafeTensors.Load(path)["x"];
            Assert.Equal(0, x.dim());
            Assert.Equal(expected, x.to(float64).item<double>());
        });
    }

    [Fact]
    public void Reads_only_what_is_wanted()
    {
        using var scope = NewDisposeScope();
        Written(SafeTensorsFile.Of(TwoTensors, s_data), path =>
            Assert.Equal(["b"], SafeTensors.Load(path, name => name == "b").Keys));
    }

    [Fact]
    public void Tensors_that_are_read_are_all_that_stays_alive()
    {
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Written(SafeTensorsFile.Of(TwoTensors, s_data), path =>
        {
            var tensors = SafeTensors.Load(path);
            Assert.Equal(before + 2, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
            foreach (var tensor in tensors.Values)
                tensor.Dispose();
        });
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    /// <summary>The pretrained VGG-19, where <c>ATELIER_WEIGHTS</c> names a folder that has it.</summary>
    [Fact]
    public void Reads_a_real_file()
    {
        var folder = System.Environment.GetEnvironmentVariable("ATELIER_WEIGHTS");
        var path = Path.Combine(folder ?? "", "vgg19_conv_fp16.safetensors");
        Assert.SkipUnless(File.Exists(path), "ATELIER_WEIGHTS names no folder with vgg19_conv_fp16.safetensors");

        using var scope = NewDisposeScope();
        var first = SafeTensors.Load(path, name => name.StartsWith("features.0.", StringComparison.Ordinal));
        Assert.Equal([64, 3, 3, 3], first["features.0.weight"].shape);
        var bias = first["features.0.bias"].to(float32).data<float>().ToArray();
        // float16 keeps 11 bits: numbers near 0.73 lie 0.00049 apart.
        Assert.Equal(0.73018, bias[0], tolerance: 0.00025);
        Assert.Equal(0.06494, bias[1], tolerance: 0.00004);
        Assert.Equal(0.03429, bias[2], tolerance: 0.00002);
    }

    private static void Written(byte[] file, Action<string> check)
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("hand-made.safetensors");
        File.WriteAllBytes(path, file);
        check(path);
    }
}
