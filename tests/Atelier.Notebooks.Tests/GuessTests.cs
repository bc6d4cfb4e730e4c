using System.Text.RegularExpressions;

namespace Atelier.Notebooks.Tests;

/// <summary>An instructor finds the answers to a lesson's guesses in one table at its end.</summary>
public sealed partial class GuessTests
{
    [Theory]
    [InlineData("01-the-minimax-game.ipynb")]
    [InlineData("02-a-first-gan.ipynb")]
    [InlineData("03-dcgan-on-mnist.ipynb")]
    [InlineData("04-judging-a-generator.ipynb")]
    [InlineData("05-what-vgg-sees.ipynb")]
    [InlineData("06-style-transfer.ipynb")]
    [InlineData("07-style-in-one-pass.ipynb")]
    [InlineData("08-the-gan-family.ipynb")]
    [InlineData("09-growing-and-style.ipynb")]
    [InlineData("10-translation.ipynb")]
    [InlineData("11-questions-and-frontiers.ipynb")]
    public void Each_guess_has_its_answer(string name)
    {
        var (guesses, section) = (new List<string>(), "");
        foreach (var cell in Notebook.Open($"instructor/{name}").Cells.Where(cell => !cell.IsCode && cell.Id != "guess-answers"))
        {
            if (Heading().Match(cell.Source) is { Success: true } heading) section = heading.Groups[1].Value;
            guesses.AddRange(Guess().Matches(cell.Source).Select(_ => section));
        }

        var answers = Notebook.Open($"instructor/{name}").Cells.Single(cell => cell.Id == "guess-answers").Source;
        Assert.Equal(guesses, Row().Matches(answers).Select(row => row.Groups[1].Value));
    }

    [Fact]
    public void Students_do_not_get_them() => Assert.DoesNotContain(
        Notebook.Open("01-the-minimax-game.ipynb").Cells, cell => cell.Id == "guess-answers");

    [GeneratedRegex(@"^## (\d+)\.", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\*\*[^*]*[Gg]uess(\s+first)?:?\*\*")]
    private static partial Regex Guess();

    [GeneratedRegex(@"^\| (\d+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
