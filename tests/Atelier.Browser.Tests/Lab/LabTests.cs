using System.Diagnostics;
using System.Text.Json;
using Atelier.Browser.Tests.Support;

namespace Atelier.Browser.Tests.Lab;

/// <summary>The two lessons from <c>course lab</c>, as a student goes through them.</summary>
public sealed class LabTests(CourseLab lab) : IClassFixture<CourseLab>
{
    [Fact]
    public async Task Start_here_shows_pictures_a_chart_and_a_check()
    {
        await using var notebook = await NotebookPage.OpenAsync(await lab.AddressAsync("00-start-here.ipynb"));
        await notebook.RunAllAsync();
        var page = notebook.Page;
        Assert.Empty(await page.Locator(".output_error").AllInnerTextsAsync());

        var pictures = page.Locator(".output_area img");
        Assert.True(await pictures.CountAsync() >= 4);
        foreach (var picture in await pictures.AllAsync())
        {
            Assert.True(await picture.EvaluateAsync<bool>("image => image.complete && image.naturalWidth > 0"));
            Assert.NotEmpty(await picture.GetAttributeAsync("alt") ?? "");
        }
        Assert.True(await NotebookPage.ColoursAsync(pictures.First) > 1000);

        // Drawn by Plotly in the page, not only announced: its curve has points, and the person sees it.
        await notebook.WaitAsync(
            "document.querySelector('.js-plotly-plot .scatterlayer path.js-line')?.getAttribute('d').length > 100");
        Assert.True(await NotebookPage.ColoursAsync(page.Locator(".js-plotly-plot").First) > 20);
        await notebook.KeepAsync("start-here-chart");

        Assert.Contains("Exercise 0.1: not done yet", await page.Locator("#notebook-container").InnerTextAsync());
    }

    [Fact]
    public async Task The_main_lesson_trains_stops_and_starts_again()
    {
        await using var notebook = await NotebookPage.OpenAsync(await lab.AddressAsync("03-dcgan-on-mnist.ipynb"));
        await notebook.RunAllAsync();
        Assert.Empty(await notebook.Page.Locator(".output_error").AllInnerTextsAsync());
        Assert.Equal("1.000", await notebook.Page.Locator("progress").First.GetAttributeAsync("value"));

        await WatchATrainingAsync(notebook);
        await StopItAsync(notebook);
        await RestartAsync(notebook);
    }

    private static async Task WatchATrainingAsync(NotebookPage notebook)
    {
        await notebook.RunNewCellAsync(
            """
            var before = trainer.Step;
            var live = new TrainingView(1_000_000 * 128, Samples, every: 0.5);
            trainer.Stepped += step => live.Report((step.Step - before) * 128, ("lossD", step.LossD), ("lossG", step.LossG));
            trainer.Train(1_000_000);
            """);
        const string Status = "document.querySelector('.code_cell:last-of-type progress')?.parentElement.innerText";
        await notebook.WaitAsync(Status);
        var first = await notebook.Page.EvaluateAsync<string>(Status);
        await notebook.WaitAsync($"{Status} !== {JsonSerializer.Serialize(first)}");
        // By a script: Playwright waits until a thing stands still, and a training's view is replaced twice a second.
        await notebook.Page.EvaluateAsync("document.querySelector('.code_cell:last-of-type progress').scrollIntoView()");
        await notebook.KeepAsync("training");
        // Updated in place: one bar, not one for each update.
        Assert.Equal(1, await notebook.Page.Locator(".code_cell").Last.Locator("progress").CountAsync());
    }

    private static async Task StopItAsync(NotebookPage notebook)
    {
        var watch = Stopwatch.StartNew();
        await notebook.Page.ClickAsync("button[data-jupyter-action='jupyter-notebook:interrupt-kernel']");
        await notebook.WaitUntilIdleAsync();
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), $"Stop took {watch.Elapsed}");

        await notebook.RunNewCellAsync("trainer.Step > before");
        await notebook.WaitUntilIdleAsync();
        Assert.Contains("True", await notebook.OutputAsync(-1));
    }

    private static async Task RestartAsync(NotebookPage notebook)
    {
        await notebook.ChooseAsync("#kernellink", "#restart_kernel");
        await notebook.Page.ClickAsync(".modal-footer .btn-danger");
        await notebook.WaitAsync("Jupyter.notebook.kernel.is_connected() && !Jupyter.notebook.kernel_busy");
        await notebook.RunNewCellAsync("trainer.Step");
        await notebook.WaitUntilIdleAsync();
        Assert.Contains("CS0103", await notebook.OutputAsync(-1));
        await notebook.RunNewCellAsync("6 * 7");
        await notebook.WaitUntilIdleAsync();
        Assert.Contains("42", await notebook.OutputAsync(-1));
    }
}
