using System.Text.RegularExpressions;

namespace Atelier.Notebooks.Tests;

/// <summary>
/// What no lesson may show, whatever it is about: numbers that are none, pictures in which nothing is to be seen. Where a lesson
/// shows such a picture on purpose, the cell is named here.
/// </summary>
[Collection(nameof(Lessons))]
public sealed partial class SoundnessTests(Executed executed)
{
    // A photo has a deviation of about 0.2. So has a painter's picture; where gradients were wrong, painters painted black.
    private const double LeastContrast = 0.02, LeastOfAPainting = 0.1;

    /// <summary>
    /// Pictures that are nearly blank on purpose: even grey to compare with, and what a G draws that has learnt nothing.
    /// </summary>
    private static readonly HashSet<string> s_blankOnPurpose =
    [
        .. new[]
        {
            "checkerboard-picture", "resize-picture", "training-run", "film", "samples", "recipe-picture",
            "kernel-picture", "goal-picture",
        }.Select(cell => $"03-dcgan-on-mnist.ipynb {cell}"),
        "02-a-first-gan.ipynb together-picture", // white paper with specks: that is what the printed training leads to
        "05-what-vgg-sees.ipynb mistakes-picture", // 0 … 1 read as 0 … 255, and the other way round
        "07-style-in-one-pass.ipynb norm-pictures", // six steps are too few for what batch normalisation counts
        "07-style-in-one-pass.ipynb decode-compare", // a decoder before its first step
        "04-judging-a-generator.ipynb norm-look", // without BatchNorm some pictures are empty
        "08-the-gan-family.ipynb bare-picture", // without BatchNorm G has learnt next to nothing after ten rounds
        "04-judging-a-generator.ipynb rate-look", // the steps are so long that after a few of them nothing is left
    ];

    public static TheoryData<string> Names => [.. Notebook.InstructorNames];

    [Theory, MemberData(nameof(Names))]
    public void Every_picture_of_a_grid_and_every_frame_of_a_film_can_be_seen(string name)
    {
        var pictures = CellsToSee(name).SelectMany(cell => ShownPicture.In(name, cell)).ToArray();
        Assert.NotEmpty(pictures);
        Assert.All(pictures, picture => Assert.All(picture.Cells, contrast => Assert.InRange(contrast, LeastContrast, 1)));
    }

    [Theory]
    [InlineData("06-style-transfer.ipynb", "result-picture")]
    [InlineData("06-style-transfer.ipynb", "gallery-picture")]
    [InlineData("07-style-in-one-pass.ipynb", "result")]
    [InlineData("07-style-in-one-pass.ipynb", "bridge")]
    [InlineData("07-style-in-one-pass.ipynb", "train-compare")]
    [InlineData("07-style-in-one-pass.ipynb", "any")]
    [InlineData("07-style-in-one-pass.ipynb", "strength")]
    [InlineData("07-style-in-one-pass.ipynb", "texture-three")]
    [InlineData("11-questions-and-frontiers.ipynb", "style-twice")]
    public void A_painting_has_contrast(string name, string cell)
    {
        var pictures = ShownPicture.In(name, executed.Instructor(name).CodeCells.Single(c => c.Id == cell)).ToArray();
        Assert.NotEmpty(pictures);
        Assert.All(pictures, picture => Assert.All(picture.Cells, contrast => Assert.InRange(contrast, LeastOfAPainting, 1)));
    }

    /// <summary>The library says it itself, behind caption and alt text of pictures, films and charts.</summary>
    [Theory, MemberData(nameof(Names))]
    public void No_caption_says_that_there_is_nothing_to_be_seen(string name) => Assert.All(
        CellsToSee(name),
        cell => Assert.All(cell.Outputs, output => Assert.DoesNotMatch(
            @"\(not a number: |one colour throughout|outside \S+ … \S+ is cut off",
            $"{output.Alt}\n{output.Data("text/plain")}\n{Words(output)}")));

    [Theory, MemberData(nameof(Names))]
    public void All_points_of_all_charts_are_finite_numbers(string name) => Assert.All(
        Points().Matches(string.Concat(executed.Instructor(name).Outputs().Select(output => output.Data("text/html"))))
            .SelectMany(points => points.Groups[1].Value.Split(',', StringSplitOptions.RemoveEmptyEntries)),
        point => Assert.True(double.IsFinite(Lesson.Number(point)), point));

    /// <summary>Tables, losses, tensors. What a check says of a student's answer, and a quiz, are words.</summary>
    [Theory, MemberData(nameof(Names))]
    public void No_number_in_the_text_is_NaN_or_infinite(string name) => Assert.All(
        executed.Instructor(name).CodeCells,
        cell => Assert.All(cell.Outputs.Where(output => output.Check is null), output =>
            Assert.DoesNotMatch(@"\bNaN\b|[-+−]?∞|\bInfinity\b", $"{output.Data("text/plain")}{output.Stream}")));

    private IEnumerable<Cell> CellsToSee(string name) =>
        executed.Instructor(name).CodeCells.Where(cell => !s_blankOnPurpose.Contains($"{name} {cell.Id}"));

    /// <summary>The page without what is inside its tags: captions, and what stands below a film's pictures.</summary>
    private static string Words(Output output) => Tag().Replace(output.Data("text/html") ?? "", " ");

    [GeneratedRegex("""  "[xy]":\[([^\]]*)\]  """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Points();

    [GeneratedRegex("<script.*?</script>|<[^>]*>", RegexOptions.Singleline)]
    private static partial Regex Tag();
}
