namespace Atelier.Notebooks.Tests;

/// <summary>All notebooks, run once at smoke scale.</summary>
public sealed class Executed : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("atelier-notebooks-").FullName;

    private SmokeRun? _instructor, _student;

    public async ValueTask InitializeAsync()
    {
        _instructor = await SmokeRun.Of(Notebook.InstructorFolder, Path.Combine(_folder, "instructor"));
        _student = await SmokeRun.Of(Notebook.Folder, Path.Combine(_folder, "student"));
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    internal Notebook Instructor(string name) => _instructor!.Open(name);

    internal Notebook Student(string name) => _student!.Open(name);
}
