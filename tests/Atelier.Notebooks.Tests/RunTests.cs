using System.Globalization;
using System.Text.RegularExpressions;
using static TorchSharp.torch;

namespace Atelier.Notebooks.Tests;

/// <summary>What the executed notebooks show.</summary>
[Collection(nameof(Lessons))]
public sealed partial class RunTests(Executed executed)
{
    public static TheoryData<string> Names => [.. Notebook.InstructorNames];

    [Theory, MemberData(nameof(Names))]
    public void All_cells_of_the_instructor_run(string name) => AllRan(executed.Instructor(name));

    [Theory, MemberData(nameof(Names))]
    public void All_cells_of_an_untouched_student_notebook_run(string name) => AllRan(executed.Student(name));

    [Theory, MemberData(nameof(Names))]
    public void Solutions_pass_their_checks(string name) => Assert.All(
        Checks(executed.Instructor(name)),
        check => Assert.Equal($"passed: {check["of"]}", $"{check["outcome"]}: {check["passed"]}"));

    [Theory, MemberData(nameof(Names))]
    public void A_reader_can_go_back_to_any_cell(string name)
    {
        AllRan(executed.InstructorAgain(name));
        Assert.All(Checks(executed.InstructorAgain(name)), check => Assert.Equal("passed", (string?)check["outcome"]));
    }

    [Theory, MemberData(nameof(Names))]
    public void Untouched_exercises_are_not_done_yet(string name) =>
        Assert.All(Checks(executed.Student(name)), check => Assert.Equal("not done yet", (string?)check["outcome"]));

    [Theory, MemberData(nameof(Names))]
    public void Pictures_can_be_decoded(string name)
    {
        var pictures = Outputs(executed.Instructor(name)).Where(output => output.Data("image/png") is not null).ToArray();
        Assert.NotEmpty(pictures);
        Assert.All(pictures, output =>
        {
            using var scope = NewDisposeScope();
            var picture = Images.Load(Convert.FromBase64String(output.Data("image/png")!));
            Assert.InRange(picture.shape[1] * picture.shape[2], 100, 10_000_000); // SoundnessTests look at what is to be seen
        });
    }

    [Theory, MemberData(nameof(Names))]
    public void Pictures_and_charts_have_words(string name)
    {
        var seen = Outputs(executed.Instructor(name)).Where(IsSeen).ToArray();
        Assert.NotEmpty(seen);
        Assert.All(seen, output =>
        {
            Assert.True(output.Alt?.Length >= 15, $"no alt text: {output.Data("text/plain")}");
            Assert.DoesNotContain("alt=\"\"", output.Data("text/html"));
            Assert.Contains("<figcaption", output.Data("text/html"));
        });
    }

    [Theory, MemberData(nameof(Names))]
    public void The_chart_library_is_there_once_and_nothing_is_fetched(string name)
    {
        var pages = Outputs(executed.Instructor(name)).Select(output => output.Data("text/html") ?? "").ToArray();
        Assert.Single(pages, page => page.Contains("DecompressionStream", StringComparison.Ordinal));
        Assert.All(pages, page => Assert.DoesNotMatch("""(src|href)=["']?https?:""", page));
    }

    [Fact]
    public void The_losses_of_the_DCGAN_are_numbers()
    {
        var curves = Outputs(executed.Instructor("03-dcgan-on-mnist.ipynb"), "curves").Single().Data("text/html")!;
        var lines = LineOfFigure().Matches(curves);

        Assert.Equal(["lossD", "lossG"], lines.Select(line => line.Groups[1].Value));
        Assert.All(lines, line => Assert.All(
            line.Groups[2].Value.Split(','),
            value => Assert.True(double.IsFinite(double.Parse(value, CultureInfo.InvariantCulture)))));
    }

    [Fact]
    public void One_step_of_D_lowers_its_loss_on_the_same_pictures()
    {
        var notebook = executed.Instructor("03-dcgan-on-mnist.ipynb");
        double Loss(string cell) => double.Parse(
            Number().Match(Outputs(notebook, cell).Single().Data("text/plain")!).Value, CultureInfo.InvariantCulture);
        Assert.InRange(Loss("step-d"), 0, Loss("step-draw"));
    }

    [Fact]
    public void Shuffled_pixels_have_the_same_Gram_matrix_and_no_layer_has()
    {
        var errors = Numbers("05-what-vgg-sees.ipynb", "shuffle-error", @"E at [\w ]+ (\d+\.\d+)");
        Assert.Equal(0, errors[0], 1e-3);
        Assert.All(errors[1..], error => Assert.InRange(error, 0.01, 1e3));
    }

    [Fact]
    public void Painting_lowers_the_style_and_the_whole_loss_and_lets_the_content_go()
    {
        var losses = Numbers("06-style-transfer.ipynb", "live-losses", @"(\d+\.\d+)");
        Assert.Equal(6, losses.Length); // style, content, total: before -> after
        Assert.InRange(losses[1], 0, losses[0]);
        Assert.InRange(losses[3], losses[2], 2);
        Assert.InRange(losses[5], 0, losses[4]);
    }

    [Fact]
    public void A_picture_has_its_own_content_and_style()
    {
        Assert.Equal(0, Numbers("06-style-transfer.ipynb", "content-losses", @"the photo (\d+\.\d+)").Single(), 1e-3);
        Assert.All(
            Numbers("06-style-transfer.ipynb", "style-losses", @"(?<=the print +(\d\.\d+ +)*)(\d\.\d+)"),
            error => Assert.Equal(0, error, 1e-3));
    }

    private double[] Numbers(string notebook, string cell, string pattern) =>
    [
        .. Regex.Matches(Outputs(executed.Instructor(notebook), cell).Single().Data("text/plain")!, pattern).Select(match =>
            double.Parse(match.Groups.Values.Skip(1).Last(group => group.Success).Value, CultureInfo.InvariantCulture)),
    ];

    [Fact]
    public void A_detached_batch_leaves_no_gradient_at_G()
    {
        var lines = Outputs(executed.Instructor("02-a-first-gan.ipynb"), "detach-two").Single().Data("text/plain")!.Split('\n');
        Assert.EndsWith("at G: none", lines[0]);
        Assert.DoesNotContain("none", lines[1]);
    }

    [Fact]
    public void A_resumed_training_goes_on_to_the_last_digit()
    {
        var losses = Text("03-dcgan-on-mnist.ipynb", "resume-three")
            .Split('\n').Select(line => line.Split(": ")[1].Trim()).ToArray();
        Assert.Equal(losses[0], losses[1]);
        Assert.NotEqual(losses[0], losses[2]);
    }

    [Theory]
    [InlineData("collapse-verdict", "collapse (")]
    [InlineData("starved-verdict", "starved generator (")]
    [InlineData("overtrained-verdict", "overtrained discriminator (")]
    [InlineData("init-verdict", "bad initialisation (")]
    [InlineData("norm-verdict", "no BatchNorm")]
    [InlineData("rate-verdict", "learning rate too high (")]
    [InlineData("checkerboard-verdict", "checkerboards (")]
    public void Each_failure_in_the_gallery_is_named(string cell, string diagnosis) =>
        Assert.Contains($"\n{diagnosis}", Outputs(executed.Instructor("04-judging-a-generator.ipynb"), cell).Single()
            .Data("text/plain"));

    [Fact]
    public void The_judge_of_lesson_04_knows_its_digits()
    {
        var said = Outputs(executed.Instructor("04-judging-a-generator.ipynb"), "classifier-fallback").Single()
            .Data("text/plain")!;
        Assert.InRange(double.Parse(Number().Match(said).Value, CultureInfo.InvariantCulture), 98.5, 100);
    }

    [Fact]
    public void A_painter_takes_one_pass_where_the_optimisation_takes_many()
    {
        var text = Text("07-style-in-one-pass.ipynb", "speed");
        Assert.InRange(
            int.Parse(Regex.Match(text, @"([\d,]+) times").Groups[1].Value, NumberStyles.AllowThousands,
                CultureInfo.InvariantCulture), 30, 100_000);
    }

    [Fact]
    public void Instance_normalisation_does_not_see_contrast_and_batch_normalisation_does()
    {
        var numbers = Numbers("07-style-in-one-pass.ipynb", "norm-look"); // faded: instance, batch; another photo: instance
        Assert.InRange(numbers[0], 0, 0.01);
        Assert.Equal(0.5625 / 0.53125, numbers[1], 0.03); // (1 − ¼)² / ½ (1 + ¼²), as the text computes it
        Assert.InRange(numbers[2], 1.5, 2.5);
    }

    [Fact]
    public void The_painter_for_one_style_and_the_one_for_all_come_closer_to_it_than_the_photo()
    {
        var errors = Numbers("07-style-in-one-pass.ipynb", "judge-all");
        Assert.Equal(3, errors.Length);
        Assert.True(errors[1] < errors[0] && errors[2] < errors[0], string.Join(", ", errors));
    }

    [Fact]
    public void The_average_digit_is_better_by_squared_error_than_a_sharp_one()
    {
        var errors = Numbers("11-questions-and-frontiers.ipynb", "mean-error");
        Assert.True(errors[0] < errors[1]);
    }

    [Fact]
    public void A_collage_is_further_from_the_style_than_the_painters_picture()
    {
        var errors = Numbers("11-questions-and-frontiers.ipynb", "collage-numbers"); // content and style of four pictures
        Assert.True(errors[7] < errors[5], string.Join(", ", errors));
    }

    [Theory]
    [InlineData("07-style-in-one-pass.ipynb", "distil-curve")]
    [InlineData("11-questions-and-frontiers.ipynb", "denoiser-curve")]
    public void Losses_that_have_no_opponent_fall(string notebook, string cell)
    {
        var ends = Regex.Match(Text(notebook, cell), @"from ([\d.]+) to ([\d.]+)").Groups;
        double End(int i) => double.Parse(ends[i].Value, CultureInfo.InvariantCulture);
        Assert.InRange(End(2), 0, End(1));
    }

    private string Text(string notebook, string cell) => Outputs(executed.Instructor(notebook), cell).Single()
        .Data("text/plain")!;

    private double[] Numbers(string notebook, string cell) =>
        [.. Number().Matches(Text(notebook, cell)).Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture))];

    private static void AllRan(Notebook notebook) => Assert.All(notebook.CodeCells, cell =>
    {
        Assert.Empty(cell.Outputs.Select(output => output.Error).OfType<string>());
        Assert.NotNull(cell.Json["execution_count"]);
    });

    private static IEnumerable<System.Text.Json.Nodes.JsonNode> Checks(Notebook notebook)
    {
        var checks = Outputs(notebook).Select(output => output.Check!).Where(check => check is not null).ToArray();
        Assert.NotEmpty(checks);
        return checks;
    }

    private static IEnumerable<Output> Outputs(Notebook notebook) => notebook.CodeCells.SelectMany(cell => cell.Outputs);

    private static IEnumerable<Output> Outputs(Notebook notebook, string cell) =>
        notebook.CodeCells.Single(c => c.Id == cell).Outputs;

    private static bool IsSeen(Output output) =>
        output.Data("image/png") is not null || output.Data("text/html") is { } page
            && (page.Contains("<img") || page.Contains("newPlot"));

    [GeneratedRegex(""" "name":"(loss[DG])".*?"y":\[([^\]]*)\] """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex LineOfFigure();

    [GeneratedRegex(@"\d+\.\d+")]
    private static partial Regex Number();
}
