using Atelier.Tests.Data;
using TorchSharp.PyBridge;
using static TorchSharp.torch;

namespace Atelier.Tests.References;

/// <summary>Files of tensors pass between the course and TorchSharp.PyBridge, which wrote its reader without ours.</summary>
public class PyBridgeTests
{
    [Fact]
    public void It_reads_what_the_course_writes_and_the_course_reads_what_it_writes()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        var tensors = new Dictionary<string, Tensor>
        {
            ["generator.0.weight"] = randn(4, 3, 2),
            ["halves"] = randn(5).to(float16),
            ["short"] = randn(2, 2).to(bfloat16),
            ["steps"] = tensor(long.MaxValue - 1),
            ["bytes"] = arange(256).to(ScalarType.Byte),
        };
        SafeTensors.Save(folder.PathOf("ours.safetensors"), tensors);
        AssertSame(tensors, Safetensors.LoadStateDict(folder.PathOf("ours.safetensors")));

        Safetensors.SaveStateDict(folder.PathOf("theirs.safetensors"), tensors);
        AssertSame(tensors, SafeTensors.Load(folder.PathOf("theirs.safetensors")));
    }

    private static void AssertSame(Dictionary<string, Tensor> saved, IReadOnlyDictionary<string, Tensor> read)
    {
        Assert.Equal(saved.Keys.Order(StringComparer.Ordinal), read.Keys.Order(StringComparer.Ordinal));
        Assert.All(saved, pair =>
        {
            Assert.Equal((pair.Value.dtype, Shapes.Text(pair.Value)), (read[pair.Key].dtype, Shapes.Text(read[pair.Key])));
            Assert.True(pair.Value.equal(read[pair.Key]).all().item<bool>());
        });
    }
}
