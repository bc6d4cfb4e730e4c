using static TorchSharp.torch;

namespace Atelier.Tests.Data;

public class GridTests
{
    [Fact]
    public void Pictures_stand_in_rows_on_white()
    {
        using var scope = NewDisposeScope();
        var images = arange(5, dtype: float32).view(5, 1, 1, 1).expand(5, 1, 4, 6) / 10;
        var grid = Images.Grid(images, columns: 3, padding: 2);
        Assert.Equal([3, 2 * (4 + 2) + 2, 3 * (6 + 2) + 2], grid.shape);
        for (var row = 0; row < grid.shape[1]; row++)
            for (var column = 0; column < grid.shape[2]; column++)
                for (var channel = 0; channel < 3; channel++)
                    Assert.Equal(Expected(row, column), grid[channel, row, column].item<float>());
    }

    [Fact]
    public void Colours_are_kept()
    {
        using var scope = NewDisposeScope();
        var images = rand(2, 3, 5, 5);
        var grid = Images.Grid(images, columns: 1, padding: 0);
        Assert.True(grid.equal(cat([images[0], images[1]], dim: 1)).all().item<bool>());
    }

    [Fact]
    public void What_is_no_batch_of_pictures_is_refused()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<ArgumentException>(() => Images.Grid(zeros(4, 28, 28)));
        Assert.Contains("[4, 28, 28]", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Images.Grid(zeros(4, 2, 28, 28)));
        Assert.Throws<ArgumentException>(() => Images.Grid(zeros(0, 1, 28, 28)));
    }

    // A cell is a picture of 4 × 6 and the two white pixels above and to the left of it; the sixth cell is empty.
    private static float Expected(int row, int column)
    {
        var (cellRow, cellColumn) = (row / 6, column / 8);
        var number = cellRow * 3 + cellColumn;
        var isPadding = row % 6 < 2 || column % 8 < 2;
        return isPadding || number > 4 ? 1 : number / 10f;
    }
}
