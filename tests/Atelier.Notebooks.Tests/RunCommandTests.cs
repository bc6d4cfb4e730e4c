using System.Text.Json.Nodes;

namespace Atelier.Notebooks.Tests;

/// <summary><c>course run</c> as a person types it, right and wrong.</summary>
public sealed class RunCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("atelier-run-").FullName;

    public RunCommandTests()
    {
        Write("good.ipynb", "C#", "1 + 1");
        Write("python.ipynb", "python", "print(1)");
        Write("fsharp.ipynb", "F#", "printfn \"1\"");
        Directory.CreateDirectory(Path.Combine(_folder, "empty"));
        File.WriteAllText(Path.Combine(_folder, "script.dib"), "#!csharp\n1 + 1\n");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("run good.ipynb --timeout -1", 2, "--timeout -1: it has to be more than 0")]
    [InlineData("run good.ipynb --total-timeout 0", 2, "--total-timeout 0: it has to be more than 0")]
    [InlineData("run good.ipynb --memory -5", 2, "--memory -5: it has to be more than 0")]
    [InlineData("run good.ipynb --jobs 0", 2, "--jobs 0: it has to be more than 0")]
    [InlineData("run good.ipynb --no-such-option", 2, "--no-such-option")]
    [InlineData("run no-such-lesson", 5, "there is no notebook no-such-lesson; the lessons are 00-start-here")]
    [InlineData("run empty", 5, "there are no notebooks (*.ipynb) in empty")]
    [InlineData("run script.dib --out out", 5, "is a script, and a notebook (.ipynb) is needed")]
    [InlineData("run python.ipynb --out out", 5, "is a notebook in python")]
    [InlineData("run fsharp.ipynb --out out", 5, "is a notebook in F#")]
    [InlineData("publish public --out nothing", 5, "there are no executed notebooks in")]
    [InlineData("run good.ipynb --out /proc/x", 5, "name another with --out")]
    public void What_is_wrong_is_told_in_a_line_without_a_stack_trace(string arguments, int exit, string said)
    {
        var (code, output) = Course(arguments.Split(' '));
        Assert.Equal(exit, code);
        Assert.Contains(said, output);
        Assert.DoesNotContain("   at ", output);
    }

    [Fact]
    public void One_notebook_leaves_the_pages_of_the_others_in_the_site()
    {
        Assert.Equal(0, Course("run", "good.ipynb", "--out", "out").ExitCode);
        File.Copy(Path.Combine(_folder, "good.ipynb"), Path.Combine(_folder, "second.ipynb"));
        var (code, output) = Course("run", "second.ipynb", "--out", "out");
        Assert.Equal(0, code);
        Assert.Contains($"Open {Path.Combine(_folder, "out", "second.html")}", output);
        Assert.All(["good.html", "second.html"], page => Assert.Contains(page, File.ReadAllText(Out("index.html"))));
        Assert.Contains("rel=\"prev\" href=\"good.html\"", File.ReadAllText(Out("second.html")));
    }

    [Fact]
    public void A_folder_is_all_the_notebooks_in_it()
    {
        var lessons = Directory.CreateDirectory(Path.Combine(_folder, "lessons")).FullName;
        foreach (var name in new[] { "a.ipynb", "b.ipynb" })
            File.Copy(Path.Combine(_folder, "good.ipynb"), Path.Combine(lessons, name));
        var (code, output) = Course("run", "lessons", "--out", "out", "--single", "one.html");
        Assert.Equal(0, code);
        Assert.Contains($"Open {Out("index.html")}", output);
        Assert.All(["a.ipynb", "b.ipynb", "a.html", "b.html"], name => Assert.True(File.Exists(Out(name)), name));
        Assert.All(["a", "b"], name =>
            Assert.Contains($"<article id=\"{name}\">", File.ReadAllText(Path.Combine(_folder, "one.html"))));
    }

    [Fact]
    public void What_is_published_is_pages_and_no_notebooks()
    {
        Assert.Equal(0, Course("run", "good.ipynb", "--out", "out").ExitCode);
        var (code, output) = Course("publish", "public", "--out", "out");
        Assert.Equal(0, code);
        Assert.Contains("put ", output);
        var published = Directory.GetFiles(Path.Combine(_folder, "public"));
        Assert.Equal(["glossary.html", "good.html", "index.html"], published.Select(Path.GetFileName).Order());
    }

    private string Out(string name) => Path.Combine(_folder, "out", name);

    private void Write(string name, string language, string code) => File.WriteAllText(Path.Combine(_folder, name), new JsonObject
    {
        ["cells"] = new JsonArray(new JsonObject
        {
            ["cell_type"] = "code",
            ["execution_count"] = null,
            ["id"] = "only",
            ["metadata"] = new JsonObject(),
            ["outputs"] = new JsonArray(),
            ["source"] = code,
        }),
        ["metadata"] =
            new JsonObject
            {
                ["kernelspec"] =
                new JsonObject { ["name"] = "some", ["language"] = language, ["display_name"] = language }
            },
        ["nbformat"] = 4,
        ["nbformat_minor"] = 5,
    }.ToJsonString());

    private (int ExitCode, string Output) Course(params string[] arguments) => CourseCommand.Run(_folder, arguments);
}
