using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Atelier.Engine.Documents;
using Atelier.Grading.Release;

namespace Atelier.Grading.Tests.Release;

/// <summary>nbgrader itself, with <c>environment/nbgrader_config.py</c>, where it is installed.</summary>
public sealed class NbgraderTests : IDisposable
{
    private const string Lesson = "01-the-minimax-game.ipynb";

    private readonly string _folder = Directory.CreateTempSubdirectory("nbgrader-").FullName;

    [Fact]
    public void It_releases_the_same_notebook_with_the_same_checksums()
    {
        Assert.SkipUnless(Python("-c", "import nbgrader").ExitCode == 0, "python3 has no nbgrader: pip install nbgrader");
        var source = Path.Combine(Course.Notebooks, "instructor", Lesson);
        Directory.CreateDirectory(Path.Combine(_folder, "source", "l1"));
        File.Copy(source, Path.Combine(_folder, "source", "l1", Lesson));
        File.Copy(Path.Combine(Course.Home, "environment", "nbgrader_config.py"), Path.Combine(_folder, "nbgrader_config.py"));
        var (exit, said) = Python("-m", "nbgrader", "generate_assignment", "l1", "--create");
        Assert.True(exit == 0, said);

        var ours = NotebookDocument.Parse(Encoding.UTF8.GetBytes(StudentVersion.Of(source)), Lesson);
        Assert.Equal(Cells(ours), Cells(NotebookDocument.Load(Path.Combine(_folder, "release", "l1", Lesson))));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // A stub of ours names its exercise, so that only the checksums of what students do not write can be the same.
    private static IEnumerable<(string?, string)> Cells(NotebookDocument notebook) =>
        notebook.Cells.Select(cell => GradeCell.Of(cell) is { IsSolution: true, Cell.IsCode: true }
            ? (cell.Id, "a stub: " + cell.Source.Contains("NotImplementedException", StringComparison.Ordinal))
            : (cell.Id, cell.Source + cell.Json["metadata"]?["nbgrader"]?["checksum"]));

    private (int ExitCode, string Said) Python(params string[] arguments)
    {
        var start =
            new ProcessStartInfo("python3", arguments)
            {
                WorkingDirectory = _folder,
                RedirectStandardError = true,
                RedirectStandardOutput = true
            };
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var said = process.StandardOutput.ReadToEnd() + errors.Result;
            process.WaitForExit();
            return (process.ExitCode, said);
        }
        catch (Win32Exception missing)
        {
            return (-1, missing.Message);
        }
    }
}
