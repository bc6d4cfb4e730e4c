using Atelier.Grading.Results;

namespace Atelier.Grading.Tests.Results;

public sealed class FeedbackFilesTests : IDisposable
{
    private readonly GradebookFolder _gradebook = new();

    /// <summary>Ids that a file's name cannot hold get one all the same, and never another student's.</summary>
    [Fact]
    public void Every_student_has_a_page()
    {
        string[] students = ["ada", "a b", "a_b", "a/b", "..", ".", "../ada", "李雷", new('x', 249), new('x', 250), new('李', 200),
            "a\u001b[31m"];
        foreach (var student in students) _gradebook.Book.Put(GradebookFolder.Grade(student, "ps1", 1, submitted: null));
        GradeReport.Write(_gradebook.Book, _gradebook.Folder);
        var pages = Directory.GetFiles(Path.Combine(_gradebook.Folder, "feedback"), "ps1.html", SearchOption.AllDirectories);
        Assert.Equal(students.Length, pages.Length);
        Assert.Contains(Path.Combine(_gradebook.Folder, "feedback", "李雷", "ps1.html"), pages);
    }

    public void Dispose() => _gradebook.Dispose();
}
