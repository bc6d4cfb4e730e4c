using System.Text.RegularExpressions;
using static TorchSharp.torch;

namespace Atelier.Notebooks.Tests;

/// <summary>A PNG file in a cell's output: a picture, a grid of pictures on white, or a frame of a film.</summary>
/// <param name="Name">the notebook, the cell and the picture's number in it</param>
/// <param name="Cells">
/// the contrast of each picture of the grid: the standard deviation of the channel that has most of it
/// </param>
internal sealed partial record ShownPicture(string Name, double[] Cells)
{
    private const int SmallestCell = 24; // narrower pieces between white lines are parts of a drawing on white

    /// <summary>All pictures in the output of a cell.</summary>
    public static IEnumerable<ShownPicture> In(string notebook, Cell cell) => cell.Outputs
        .SelectMany(output => Png().Matches(output.Data("text/html") ?? "").Select(match => match.Groups[1].Value))
        .Select((png, i) => new ShownPicture($"{notebook} {cell.Id} {i}", Contrasts(png)));

    private static double[] Contrasts(string png)
    {
        using var scope = NewDisposeScope();
        var picture = Images.Load(Convert.FromBase64String(png)); // [3, H, W]
        var white = picture.amin([0]) > 0.999;
        if (!white[0].all().item<bool>() || !white[.., 0].all().item<bool>())
            return [Contrast(picture)];
        double[] cells =
        [
            .. from row in Pieces(white.all(1))
               from column in Pieces(white.all(0))
               where !white[row.From..row.To, column.From..column.To].all().item<bool>() // the last row may be half empty
               select Contrast(picture[.., row.From..row.To, column.From..column.To]),
        ];
        return cells is [] ? [Contrast(picture)] : cells;
    }

    private static double Contrast(Tensor picture) => picture.flatten(1).std(1, unbiased: false).max().item<float>();

    /// <summary>The pieces between lines that are white from end to end.</summary>
    private static List<(int From, int To)> Pieces(Tensor isWhite)
    {
        var (line, pieces, from) = (isWhite.data<bool>().ToArray(), new List<(int, int)>(), 0);
        for (var i = 0; i <= line.Length; i++)
        {
            if (i < line.Length && !line[i])
                continue;
            if (i - from >= SmallestCell)
                pieces.Add((from, i));
            from = i + 1;
        }

        return pieces;
    }

    [GeneratedRegex("data:image/png;base64,([^\"]+)\"")]
    private static partial Regex Png();
}
