using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Atelier.Grading.Collect;
using CsCheck;

namespace Atelier.Grading.Tests.Collect;

/// <summary>Files that cannot be graded: each is one entry, and the others are found all the same.</summary>
public sealed class TroubleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trouble-").FullName;
    private readonly string _unpacked = Directory.CreateTempSubdirectory("unpacked-").FullName;

    public TroubleTests() => Write("ada/01-squares/01-squares.ipynb");

    [Fact]
    public void Names_that_are_no_UTF8_are_told()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "names of any bytes, as Linux has them");
        Shell("cd \"$0\" && mkdir \"$(printf 'J\\374rgen')\" && echo {} >\"$(printf 'J\\374rgen/01-squares.ipynb')\" && echo {} >\"$(printf 'Andr\\351_01-squares.ipynb')\"");
        var all = Find();
        Assert.Contains(
            all.LeftOut, one => one is { Name: "J\uFFFDrgen/", IsExpected: false }
                && one.Why.Contains("not in UTF-8", StringComparison.Ordinal));
        Assert.Contains("not in UTF-8", all.Submissions.Single(one => one.Student == "Andr\uFFFD").Problem);
        Ada(all);
    }

    [Fact]
    public void Names_that_are_no_UTF8_are_read_out_of_a_zip()
    {
        foreach (var encoding in new Encoding[] { Encoding.Latin1, Encoding.UTF8 })
        {
            var path = Path.Combine(_unpacked, encoding.WebName + ".zip");
            using (var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create, leaveOpen: false, encoding))
                zip.CreateEntry("Jürgen/01-squares.ipynb").Open().Dispose();
            Assert.Equal(
                "Jürgen", Assert.Single(new SubmissionFinder(LayoutTests.Lessons).Find(path, _unpacked).Submissions).Student);
        }
    }

    [Fact]
    public void Links_are_told_and_not_followed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "links as Linux has them");
        Directory.CreateSymbolicLink(Path.Combine(_folder, "proc"), "/proc");
        Directory.CreateSymbolicLink(Path.Combine(_folder, "ada", "02-cubes"), "/proc/self/root");
        Directory.CreateSymbolicLink(Path.Combine(_folder, "circle"), _folder);
        File.CreateSymbolicLink(Path.Combine(_folder, "broken_01-squares.ipynb"), "/nowhere");
        var all = Find();
        Assert.Equal(["circle/", "proc/"], all.LeftOut.Select(one => one.Name));
        Assert.Equal(2, all.Submissions.Count(one => one.Problem?.Contains("is a link", StringComparison.Ordinal) == true));
        Ada(all);
    }

    [Fact]
    public void A_folder_that_cannot_be_read_is_told()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName != "root",
            "rights as Linux has them, and not root's");
        Write("bob/01-squares/01-squares.ipynb");
        Shell("chmod 0 \"$0/bob\"");
        var all = Find();
        Shell("chmod 700 \"$0/bob\"");
        Assert.Contains(all.LeftOut, one => one is { Name: "bob/", IsExpected: false });
        Ada(all);
    }

    [Fact]
    public void What_is_no_notebook_stands_for_one_where_there_is_none()
    {
        Write("bob/01-squares/answers.pdf");
        Write("ada/01-squares/picture.png");
        Write("readme.txt");
        Directory.CreateDirectory(Path.Combine(_folder, "cyd", "02-cubes"));
        var all = Find();
        Assert.Contains("answers.pdf", all.Submissions.Single(one => one.Student == "bob").Problem);
        Assert.Contains("the folder is empty", all.Submissions.Single(one => one.Student == "cyd").Problem);
        Assert.Equal([("ada/01-squares/picture.png", true), ("readme.txt", false)],
            all.LeftOut.Select(one => (one.Name, one.IsExpected)));
    }

    [Fact]
    public void Two_notebooks_of_one_student_that_nobody_can_tell_apart_are_told()
    {
        Write("bob/one.ipynb", "01-squares");
        Write("bob/two.ipynb", "01-squares");
        Assert.Contains("more than once, as bob/one.ipynb and bob/two.ipynb",
            Find().Submissions.Single(one => one.Student == "bob").Problem);
    }

    [Fact]
    public void A_zip_may_hold_anything()
    {
        var path = Path.Combine(_unpacked, "all.zip");
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            foreach (var name in new[] { new string('x', 300) + "_01-squares.ipynb", "../../evil_01-squares.ipynb",
                "/abs_01-squares.ipynb", "back\\01-squares\\01-squares.ipynb", "twice_01-squares.ipynb", "twice_01-squares.ipynb",
                "inner.zip" })
            {
                using var entry = new StreamWriter(zip.CreateEntry(name).Open());
                entry.Write("{}");
            }

            zip.CreateEntry("link_01-squares.ipynb").ExternalAttributes = unchecked((int)0xA1FF0000);
            using var bomb = zip.CreateEntry("bomb_01-squares.ipynb").Open();
            for (var i = 0; i < 110; i++) bomb.Write(new byte[1 << 20]);
        }

        var all = new SubmissionFinder(LayoutTests.Lessons).Find(
            path, Directory.CreateDirectory(Path.Combine(_unpacked, "in")).FullName);
        var found = all.Submissions.ToDictionary(one => one.Student);
        foreach (var (student, said) in new[] { ("bomb", "larger than 100 MB"), ("link", "a link"),
            ("twice", "more than once") }) Assert.Contains(said, found[student].Problem);
        foreach (var student in new[] { new string('x', 300), "evil", "abs", "back" }) Assert.Null(found[student].Problem);
        Assert.Equal([("inner.zip", false), ("twice_01-squares.ipynb", false)],
            all.LeftOut.Select(one => (one.Name, one.IsExpected)));
        Assert.All(Directory.GetFiles(Path.Combine(_unpacked, "in")), file => Assert.Matches(@"^\d{5}$", Path.GetFileName(file)));
    }

    [Fact]
    public void A_zip_keeps_its_times_of_submission()
    {
        var path = Path.Combine(_unpacked, "class.zip");
        File.WriteAllText(Path.Combine(_folder, "ada", "01-squares", "timestamp.txt"), "2026-12-01 22:59:00 UTC\n");
        ZipFile.CreateFromDirectory(_folder, path);
        Assert.Equal(new DateTimeOffset(2026, 12, 1, 22, 59, 0, TimeSpan.Zero),
            Assert.Single(new SubmissionFinder(LayoutTests.Lessons).Find(path, _unpacked).Submissions).Submitted);
    }

    [Fact]
    public void Of_nbgraders_course_submitted_is_looked_at()
    {
        Write("source/01-squares/01-squares.ipynb");
        Write("submitted/bob/01-squares/01-squares.ipynb");
        Assert.Equal(
            "bob", Assert.Single(new SubmissionFinder(LayoutTests.Lessons).Find(_folder, _unpacked).Submissions).Student);
    }

    [Fact]
    public void Whatever_is_handed_in_each_file_is_a_submission_or_has_a_reason()
    {
        var part = One("ada", "bob", "01-squares", "02-cubes", "Ada Li_17_assignsubmission_file_", "__MACOSX",
            ".ipynb_checkpoints", "week 1", "submitted ");
        var file = One("01-squares.ipynb", "bob_02-cubes.IPYNB", "x.ipynb", "ada_1_22_01-squares-1.ipynb", "01-squares(1).ipynb",
            "notes.pdf", "timestamp.txt", ".DS_Store", "inner.zip");
        Gen.Select(part.List[0, 3], file, One("", "01-squares", "02-cubes")).List[0, 12].Sample(
            files =>
            {
                Directory.Delete(_folder, recursive: true);
                Directory.CreateDirectory(_folder);
                foreach (var (folders, name, lesson) in files) Write(string.Join('/', folders.Append(name)), lesson);
                var all = Find();
                Assert.Equal(all.Submissions.Count, all.Submissions.DistinctBy(one => (one.Student, one.Assignment)).Count());
            },
            iter: 300, threads: 1);
    }

    public void Dispose()
    {
        Process.Start("rm", ["-rf", _folder, _unpacked]).WaitForExit(); // .NET cannot delete a name that is no UTF-8
    }

    private static void Ada(Collected all) =>
        Assert.True(all.Submissions.Single(one => one is { Student: "ada", Assignment: "01-squares" }).Problem is null);

    private Collected Find()
    {
        var all = new SubmissionFinder(LayoutTests.Lessons).Find(_folder, _unpacked);
        Everything.IsAccountedFor(_folder, all);
        return all;
    }

    private static Gen<string> One(params string[] names) => Gen.Int[0, names.Length - 1].Select(i => names[i]);

    private void Write(string name, string? lesson = null)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, LayoutTests.Notebook(lesson));
    }

    private void Shell(string script)
    {
        using var shell = Process.Start("sh", ["-c", script, _folder]);
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
    }
}
