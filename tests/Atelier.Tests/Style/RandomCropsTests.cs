using Atelier.Tests.Torch;
using static TorchSharp.torch;

namespace Atelier.Tests.Painting;

public class RandomCropsTests
{
    /// <summary>A blue sky beside a town: a piece of sky alone has no contrast, though its channels differ.</summary>
    [Fact]
    public void Pieces_of_one_colour_are_drawn_again()
    {
        using var scope = NewDisposeScope();
        var picture = TinyVgg.Picture(20, 60);
        picture[.., .., ..40] = tensor([0.3f, 0.5f, 0.9f]).reshape(3, 1, 1);
        var pieces = new RandomCrops([picture], 16, seed: 1).Batch(step: 0, count: 40);
        var contrasts = pieces.flatten(2).std(2).amax(1);
        Assert.True(contrasts.min().item<float>() > 0.01, $"{contrasts.min().item<float>()}");
    }

    [Fact]
    public void Where_all_pictures_are_flat_pieces_come_all_the_same()
    {
        using var scope = NewDisposeScope();
        Assert.Equal([2, 3, 16, 16], new RandomCrops([0.5 * ones(3, 20, 20)], 16, seed: 1).Batch(0, 2).shape);
    }

    [Fact]
    public void The_same_step_has_the_same_pieces_and_another_others()
    {
        using var scope = NewDisposeScope();
        var crops = new RandomCrops([TinyVgg.Picture(40, 50), TinyVgg.Picture(30, 30, seed: 2)], 16, seed: 1);
        Assert.True(crops.Batch(3, 2).Same(crops.Batch(3, 2)));
        Assert.False(crops.Batch(3, 2).Same(crops.Batch(4, 2)));
    }
}
