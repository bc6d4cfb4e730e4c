using System.IO.Compression;
using System.Text.Json.Nodes;
using Atelier.Grading.Collect;

namespace Atelier.Grading.Tests.Collect;

/// <summary>How submissions come: each layout as a folder, as a zip, and below a folder that holds it all.</summary>
public sealed class LayoutTests : IDisposable
{
    internal static readonly Lesson[] Lessons = [new("01-squares", new HashSet<string> { "squares", "title" }),
        new("02-cubes", new HashSet<string> { "cubes", "title" })];

    private readonly string _folder = Directory.CreateTempSubdirectory("layouts-").FullName;

    /// <summary>
    /// What is handed in (<c>path</c> or <c>path=lesson whose cells it has</c>), and what is to be found: <c>student lesson
    /// path</c>.
    /// </summary>
    public static TheoryData<string, string, string> Layouts => new()
    {
        { "nbgrader", "ada/01-squares/01-squares.ipynb bob/01-squares/01-squares.ipynb bob/02-cubes/02-cubes.ipynb",
            "ada 01 ada/01-squares/01-squares.ipynb; bob 01 bob/01-squares/01-squares.ipynb; bob 02 bob/02-cubes/02-cubes.ipynb" },
        { "nbgrader, another name", "ada/01-squares/mine.ipynb bob/01-squares/x.ipynb",
            "ada 01 ada/01-squares/mine.ipynb; bob 01 bob/01-squares/x.ipynb" },
        { "nbgrader, one student", "ada/01-squares/01-squares.ipynb ada/01-squares/scratch.ipynb",
            "ada 01 ada/01-squares/01-squares.ipynb" },
        { "side by side", "ada_01-squares.ipynb bob-01-squares.ipynb cyd.01-squares.ipynb dan 01-squares.ipynb",
            "ada 01 ada_01-squares.ipynb; bob 01 bob-01-squares.ipynb; cyd 01 cyd.01-squares.ipynb" },
        { "students' folders", "ada/01-squares.ipynb ada/02-cubes.ipynb bob/01-squares.ipynb",
            "ada 01 ada/01-squares.ipynb; ada 02 ada/02-cubes.ipynb; bob 01 bob/01-squares.ipynb" },
        { "students' folders, any name", "ada/homework.ipynb=01-squares bob/work/final.ipynb=02-cubes",
            "ada 01 ada/homework.ipynb; bob 02 bob/work/final.ipynb" },
        { "one student's folder", "ada/01-squares.ipynb", "ada 01 ada/01-squares.ipynb" },
        { "lessons' folders", "01-squares/ada.ipynb 01-squares/bob.ipynb 02-cubes/ada.ipynb",
            "ada 01 01-squares/ada.ipynb; ada 02 02-cubes/ada.ipynb; bob 01 01-squares/bob.ipynb" },
        { "lessons' folders of students' folders", "01-squares/ada/a.ipynb 01-squares/bob/b.ipynb",
            "ada 01 01-squares/ada/a.ipynb; bob 01 01-squares/bob/b.ipynb" },
        { "Moodle", "Ada~Li_17_assignsubmission_file_/01-squares.ipynb Bo_18_assignsubmission_file_/x.ipynb=01-squares",
            "Ada~Li_17 01 Ada~Li_17_assignsubmission_file_/01-squares.ipynb; Bo_18 01 Bo_18_assignsubmission_file_/x.ipynb" },
        { "Moodle, without the last line",
            "Ada_17_assignsubmission_file/01-squares.ipynb Bo_18_assignsubmission_file/01-squares.ipynb",
            "Ada_17 01 Ada_17_assignsubmission_file/01-squares.ipynb; Bo_18 01 Bo_18_assignsubmission_file/01-squares.ipynb" },
        { "Moodle, without the kind", "Ada_17/01-squares.ipynb Bo_18/01-squares.ipynb",
            "Ada_17 01 Ada_17/01-squares.ipynb; Bo_18 01 Bo_18/01-squares.ipynb" },
        { "Moodle, no folders", "Ada_17_assignsubmission_file_01-squares.ipynb Bo_18_assignsubmission_file_x.ipynb=01-squares",
            "Ada_17 01 Ada_17_assignsubmission_file_01-squares.ipynb; Bo_18 01 Bo_18_assignsubmission_file_x.ipynb" },
        { "Canvas", "lovelaceada_12345_67890_01-squares.ipynb bo_LATE_12346_67891_x-1.ipynb=01-squares",
            "bo_12346 01 bo_LATE_12346_67891_x-1.ipynb; lovelaceada_12345 01 lovelaceada_12345_67890_01-squares.ipynb" },
        { "Canvas, handed in again", "ada_12345_67890_01-squares.ipynb ada_12345_67899_01-squares-1.ipynb",
            "ada_12345 01 ada_12345_67899_01-squares-1.ipynb" },
        { "a browser's second download", "ada_01-squares.ipynb ada_01-squares(1).ipynb ada_01-squares~(2).ipynb",
            "ada 01 ada_01-squares~(2).ipynb" },
        { "numbers go by their size", "ada_01-squares-2.ipynb ada_01-squares-10.ipynb", "ada 01 ada_01-squares-10.ipynb" },
        { "capitals", "ada/01-Squares/01-SQUARES.IPYNB bob_01-squares.Ipynb",
            "ada 01 ada/01-Squares/01-SQUARES.IPYNB; bob 01 bob_01-squares.Ipynb" },
        { "another lesson's notebook", "ada/01-squares/02-cubes.ipynb=02-cubes bob/01-squares/01-squares.ipynb=02-cubes",
            "ada 02 ada/01-squares/02-cubes.ipynb!; bob 02 bob/01-squares/01-squares.ipynb!" },
        { "another lesson's notebook beside its own", "ada/01-squares/02-cubes.ipynb ada/02-cubes/02-cubes.ipynb",
            "ada 02 ada/02-cubes/02-cubes.ipynb" },
        { "litter",
            "ada/01-squares/01-squares.ipynb ada/01-squares/.ipynb_checkpoints/01-squares-checkpoint.ipynb __MACOSX/ada/01-squares/._01-squares.ipynb .DS_Store", "ada 01 ada/01-squares/01-squares.ipynb" },
        { "not Latin", "李雷/01-squares.ipynb Jürgen/01-squares.ipynb",
            "Jürgen 01 Jürgen/01-squares.ipynb; 李雷 01 李雷/01-squares.ipynb" },
    };

    [Theory, MemberData(nameof(Layouts))]
    public void Each_student_and_lesson_is_found_once_and_every_file_is_somewhere(string name, string files, string expected)
    {
        // Only in the table is a space between two files; ~ stands for one in a name.
        var all = files.Replace("dan 01", "dan~01", StringComparison.Ordinal).Split(' ')
            .Select(one => one.Replace('~', ' ').Split('=')).ToList();
        var wanted = expected.Replace('~', ' ') + (name == "side by side" ? "; dan 01 dan 01-squares.ipynb" : "");
        foreach (var above in new[] { "", "export/", "export/all of it/" })
        {
            if (above != "" && all.Exists(file => file[0].StartsWith("__MACOSX", StringComparison.Ordinal))) continue;
            Assert.Equal(wanted, Found(InFolder(above, all), above));
            Assert.Equal(wanted, Found(InZip(above, all), above));
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    internal static string Notebook(string? lesson) => new JsonObject
    {
        ["nbformat"] = 4,
        ["cells"] = new JsonArray(
            [.. Lessons.Where(one => one.Name == lesson).SelectMany(one => one.Ids)
                .Select(id =>
                    new JsonObject { ["metadata"] =
                        new JsonObject { ["nbgrader"] = new JsonObject { ["grade_id"] = id } } })]),
    }.ToJsonString();

    private string Found(string path, string above)
    {
        var all = new SubmissionFinder(Lessons).Find(
            path, Directory.CreateDirectory(Path.Combine(_folder, Guid.NewGuid().ToString())).FullName);
        Everything.IsAccountedFor(path, all);
        Assert.All(all.Submissions, one => Assert.True(one.Problem is null && File.Exists(one.Path), one.Problem));
        Assert.All(all.LeftOut, one => Assert.True(one.IsExpected, $"{one}"));
        return string.Join(
            "; ", all.Submissions.Select(
                one => $"{one.Student} {one.Assignment[..2]} {one.Name[above.Length..]}{(one.Notes.Count > 0 ? "!" : "")}"));
    }

    private string InFolder(string above, IEnumerable<string[]> files)
    {
        var root = Directory.CreateDirectory(Path.Combine(_folder, Guid.NewGuid().ToString())).FullName;
        foreach (var file in files)
        {
            var path = Path.Combine(root, above + file[0]);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, Notebook(file.ElementAtOrDefault(1)));
        }

        return root;
    }

    private string InZip(string above, IEnumerable<string[]> files)
    {
        var path = Path.Combine(_folder, $"{Guid.NewGuid()}.zip");
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var file in files)
        {
            using var entry = new StreamWriter(zip.CreateEntry(above + file[0]).Open());
            entry.Write(Notebook(file.ElementAtOrDefault(1)));
        }

        return path;
    }
}
