namespace Atelier.Tests.Gan;

/// <summary>A cell in a run that records its trainings, or loads them: what the engine tells the library of it.</summary>
internal sealed class TaggedCell : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("atelier-recorded").FullName;

    public IReadOnlyList<string> Files => [.. Directory.GetFiles(_folder).Order(StringComparer.Ordinal)];

    public void Record(Action cell) => Run(cell, "code", loads: false);

    public void Load(Action cell, string code = "code") => Run(cell, code, loads: true);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Run(Action cell, string code, bool loads)
    {
        AppContext.SetData("Atelier.Recording", Tuple.Create(Path.Combine(_folder, "cell"), code, loads));
        try
        {
            cell();
        }
        finally
        {
            AppContext.SetData("Atelier.Recording", null);
        }
    }
}
