using Atelier.Browser.Tests.Support;

namespace Atelier.Browser.Tests.Lab;

/// <summary>What helps a student who writes: Tab, Shift-Tab, and the hints below an exercise.</summary>
public sealed class WritingTests(CourseLab lab) : IClassFixture<CourseLab>
{
    [Fact]
    public async Task Tab_completes_and_Shift_Tab_explains_after_the_first_cell()
    {
        await using var notebook = await NotebookPage.OpenAsync(await lab.AddressAsync("00-start-here.ipynb"));
        await notebook.RunNewCellAsync(
            "#load \"../lib/atelier.csx\"\nusing Atelier;\nusing TorchSharp;\nusing static TorchSharp.torch;\nvar picture = rand(3, 28, 28);");
        await notebook.WaitUntilIdleAsync();

        await TypeAsync(notebook, "var y = torch.nn.func");
        await notebook.Page.Keyboard.PressAsync("Tab");
        await notebook.WaitAsync("Jupyter.notebook.get_selected_cell().get_text() === 'var y = torch.nn.functional'");

        await TypeAsync(notebook, "picture.unsq");
        await notebook.Page.Keyboard.PressAsync("Tab");
        await notebook.WaitAsync(
            "[...document.querySelectorAll('.completions option')].some(option => option.innerText.startsWith('unsqueeze'))");
        await notebook.KeepAsync("completion");
        await notebook.Page.Keyboard.PressAsync("Escape");

        await TypeAsync(notebook, "picture.unsqueeze(");
        await notebook.Page.Keyboard.PressAsync("Shift+Tab");
        await notebook.WaitAsync("document.querySelector('#tooltip')?.innerText.includes('Tensor Tensor.unsqueeze(long dim)')");
        await notebook.KeepAsync("tooltip");
    }

    [Fact]
    public async Task A_hint_shows_that_it_opens()
    {
        await using var notebook = await NotebookPage.OpenAsync(await lab.AddressAsync("00-start-here.ipynb"));
        var hint = notebook.Page.Locator("summary").First;
        Assert.Equal("list-item", await hint.EvaluateAsync<string>("hint => getComputedStyle(hint).display"));
        await hint.ScrollIntoViewIfNeededAsync();
        await notebook.KeepAsync("hints");
        await hint.ClickAsync();
        Assert.True(await notebook.Page.Locator("details").First.EvaluateAsync<bool>("details => details.open"));
    }

    /// <summary>Types into a new cell, as a person does.</summary>
    private static async Task TypeAsync(NotebookPage notebook, string code)
    {
        await notebook.Page.EvaluateAsync(
            """
            () => {
              Jupyter.notebook.insert_cell_at_bottom("code");
              Jupyter.notebook.select(Jupyter.notebook.ncells() - 1);
              Jupyter.notebook.edit_mode();
              Jupyter.notebook.get_selected_cell().code_mirror.focus();
            }
            """);
        await notebook.Page.Keyboard.TypeAsync(code);
    }
}
