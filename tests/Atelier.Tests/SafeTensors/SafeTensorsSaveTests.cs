using System.Buffers.Binary;
using System.Text;
using CsCheck;
using static TorchSharp.torch;

namespace Atelier.Tests.Data;

public class SafeTensorsSaveTests
{
    private static readonly ScalarType[] s_types =
    [
        ScalarType.Float64, ScalarType.Float32, ScalarType.Float16, ScalarType.BFloat16, ScalarType.Int64,
        ScalarType.Int32, ScalarType.Int16, ScalarType.Int8, ScalarType.Byte, ScalarType.Bool,
    ];

    [Fact]
    public void The_file_is_what_the_format_says()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("x.safetensors");
        SafeTensors.Save(path, new Dictionary<string, Tensor> { ["x"] = tensor(new short[] { 1, 2, 258 }) });

        var file = File.ReadAllBytes(path);
        var data = 8 + (int)BinaryPrimitives.ReadInt64LittleEndian(file);
        var header = """{"x":{"dtype":"I16","shape":[3],"data_offsets":[0,6]}}""";
        Assert.Equal(header.PadRight((header.Length + 7) / 8 * 8), Encoding.UTF8.GetString(file[8..data]));
        Assert.Equal([1, 0, 2, 0, 2, 1], file[data..]);
    }

    [Fact]
    public void The_widest_come_first_and_the_equally_wide_by_name()
    {
        using var scope = NewDisposeScope();
        var header = SafeTensorsHeader.Describe(new Dictionary<string, Tensor>
        {
            ["c"] = zeros(3, dtype: uint8),
            ["b"] = zeros(2, dtype: float64),
            ["d"] = zeros(1, dtype: uint8),
            ["B"] = zeros(1, dtype: int64),
            ["a"] = zeros(5, dtype: int16),
        }, new Dictionary<string, string>());
        Assert.Equal(
            [("B", 0, 8), ("b", 8, 24), ("a", 24, 34), ("c", 34, 37), ("d", 37, 38)],
            header.Entries.Select(entry => (entry.Name, entry.Begin, entry.End)));
    }

    [Fact]
    public void What_the_format_has_no_place_for_is_refused_by_name()
    {
        using var scope = NewDisposeScope();
        Assert.Equal("A tensor cannot be called __metadata__ in a safetensors file.", Refusal("__metadata__", ones(1)));
        Assert.Equal("Tensor w is ComplexFloat32, which safetensors files do not hold.", Refusal("w", ones(1, dtype: complex64)));
    }

    [Fact]
    public void What_is_saved_is_loaded_again()
    {
        var anyShape = Gen.Long[0, 4].Array[0, 4];
        Gen.Select(Gen.Int[0, s_types.Length - 1], anyShape, Gen.String).Array[0, 5].Sample(tensors =>
        {
            using var scope = NewDisposeScope();
            using var folder = new TemporaryFolder();
            var path = folder.PathOf("some.safetensors");
            var saved = new Dictionary<string, Tensor>();
            foreach (var (type, shape, name) in tensors)
                saved[$"{saved.Count} {name}"] = (rand(shape) * 200 - 100).to(s_types[type]);
            SafeTensors.Save(path, saved, new Dictionary<string, string> { ["é\n"] = "\"1\"" });

            var loaded = SafeTensors.Load(path);
            Assert.Equal(saved.Keys.Order(), loaded.Keys.Order());
            Assert.All(saved, pair => AssertSame(pair.Value, loaded[pair.Key]));
            Assert.Equal("\"1\"", SafeTensors.LoadMetadata(path)["é\n"]);
        }, iter: 100, threads: 1);
    }

    [Fact]
    public void A_view_and_a_parameter_are_saved_as_they_look()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("views.safetensors");
        var matrix = arange(6, dtype: float32).view(2, 3);
        matrix.requires_grad_();
        SafeTensors.Save(path, new Dictionary<string, Tensor> { ["transposed"] = matrix.t(), ["column"] = matrix[.., 1] });
        var loaded = SafeTensors.Load(path);
        Assert.Equal([0, 3, 1, 4, 2, 5], loaded["transposed"].data<float>().ToArray());
        Assert.Equal([1, 4], loaded["column"].data<float>().ToArray());
    }

    [Fact]
    public void A_save_that_fails_leaves_the_old_file()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("kept.safetensors");
        SafeTensors.Save(path, new Dictionary<string, Tensor> { ["x"] = ones(2) });
        var before = File.ReadAllBytes(path);

        var bad = new Dictionary<string, Tensor> { ["a"] = ones(2), ["b"] = ones(2, dtype: complex64) };
        Assert.Throws<ArgumentException>(() => SafeTensors.Save(path, bad));
        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    private static string Refusal(string name, Tensor tensor)
    {
        using var folder = new TemporaryFolder();
        return Assert.Throws<ArgumentException>(
            () => SafeTensors.Save(folder.PathOf("x.safetensors"), new Dictionary<string, Tensor> { [name] = tensor })).Message;
    }

    private static void AssertSame(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.dtype, actual.dtype);
        Assert.Equal(expected.shape, actual.shape);
        Assert.Equal(expected.bytes.ToArray(), actual.bytes.ToArray());
    }
}
