using Atelier.Engine.Documents;

namespace Atelier.Engine.Running;

/// <summary>A notebook that is being run: its code cells, what they show, and the file that it is saved to.</summary>
internal sealed class NotebookRun
{
    private readonly NotebookDocument _document;

    public NotebookRun(NotebookDocument document, string outputPath, int outputLimit)
    {
        (_document, OutputPath) = (document, outputPath);
        Cells = [.. document.Cells.Where(cell => cell.IsCode)];
        Output = new NotebookOutput(outputLimit);
        foreach (var cell in Cells) cell.ClearOutputs();
    }

    /// <summary>The code cells; the first is number 1.</summary>
    public IReadOnlyList<NotebookCell> Cells { get; }

    public string OutputPath { get; }

    public NotebookOutput Output { get; }

    public List<CellReport> Reports { get; } = [];

    /// <summary>What the first output that speaks of the machine says of it.</summary>
    public string? Machine => Cells.SelectMany(cell => cell.Outputs)
        .Select(output => output?["metadata"]?["machine"]?.GetValue<string>()).FirstOrDefault(text => text is not null);

    public string Id(int number) => Cells[number - 1].Id ?? $"cell {number}";

    public void Save() => Output.Pause(() => _document.Save(OutputPath));
}
