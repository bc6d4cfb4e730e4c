using Atelier.Grading.Results;

namespace Atelier.Grading.Tests.Results;

/// <summary>What Canvas and Moodle call students in files' names, and what their imports find them by.</summary>
public sealed class ClassListTests : IDisposable
{
    private const string Canvas =
        "Student,ID,SIS User ID,SIS Login ID,Section,Essay (7)\n    Points Possible,,,,,10\n\"Lovelace, Ada\",12345,u1,ada,A,\n\"Li, Bo\",12346,u2,bo2026,A,\n\"Student, Test\",99,,,A,\n";
    private const string Worksheet =
        "\uFEFFIdentifier,\"Full name\",\"Email address\",Status\r\n\"Participant 17\",\"Ada Lovelace\",ada@uni.example,Submitted\r\n\"Participant 18\",\"Bo \"\"B\"\" Li\",bo@uni.example,Submitted\r\n";
    private const string Participants = "First name;Last name;Username\nAda;Lovelace;al1\nBo;Li;bl2\n";

    private readonly GradebookFolder _gradebook = new();

    [Theory]
    [InlineData(Canvas, "lovelaceada_12345", "ada")]
    [InlineData(Canvas, "libo_1", "bo2026")] // an unknown number, and a name that one student has
    [InlineData(Canvas, "BO2026", "bo2026")]
    [InlineData(Canvas, "somebody_9", null)]
    [InlineData(Worksheet, "Ada Lovelace_17", "ada@uni.example")]
    [InlineData(Worksheet, "Bo _B_ Li_18", "bo@uni.example")]
    [InlineData(Worksheet, "somebody_1", null)]
    [InlineData(Participants, "Ada Lovelace_17", "al1")]
    [InlineData(Participants, "bl2", "bl2")]
    public void A_student_is_found_by_number_login_or_name(string list, string student, string? id) =>
        Assert.Equal(id, List(list).Find(student) is { } row ? ClassList.Id(row) : null);

    [Fact]
    public void Two_students_of_one_name_are_not_taken_for_each_other() =>
        Assert.Null(List("Full name,Username\nAda Li,a1\nAda Li,a2\n").Find("Ada Li_17"));

    [Fact]
    public void A_file_of_other_columns_is_no_class_list() =>
        Assert.Contains("it has none of the columns", Assert.Throws<InvalidDataException>(() => List("a,b\n1,2\n")).Message);

    [Fact]
    public void Exports_have_what_the_imports_find()
    {
        _gradebook.Book.Put(GradebookFolder.Grade("lovelaceada_12345", "ps1", 4));
        _gradebook.Book.Put(GradebookFolder.Grade("Bo Li_18", "ps1", 3));
        Assert.Contains("\r\n\"Lovelace, Ada\",12345,u1,ada,A,4\r\n", Export("canvas", Canvas));
        Assert.Contains(
            "\r\nBo Li_18,,,Bo Li_18,,3\r\n",
            Export("canvas", Worksheet.Replace("Participant 18", "Participant 1", StringComparison.Ordinal)
                .Replace("Bo \"\"B\"\" Li", "Bo B Li", StringComparison.Ordinal)));
        Assert.Contains("\r\nbo@uni.example,3,", Export("moodle", Worksheet));
    }

    public void Dispose() => _gradebook.Dispose();

    private ClassList List(string text)
    {
        var file = Path.Combine(_gradebook.Folder, "class.csv");
        File.WriteAllText(file, text);
        return ClassList.Read(file);
    }

    private string Export(string format, string list) =>
        File.ReadAllText(GradeReport.Export(_gradebook.Book, _gradebook.Folder, format, List(list)));
}
