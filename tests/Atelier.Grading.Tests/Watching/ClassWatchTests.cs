using Atelier.Grading.Watching;

namespace Atelier.Grading.Tests.Watching;

/// <summary>A class that saves its notebooks while it is watched: real files, the real grader.</summary>
public sealed class ClassWatchTests
{
    private const string Twice = "int F(int n) => 2 * n;", Thrice = "int G(int n) => 3 * n;";

    [Fact]
    public async Task What_is_solved_is_counted_as_files_change_and_only_they_are_graded_again()
    {
        await using var room = new WatchedFolder();
        room.Save("ada");
        room.Save("bob", Twice, Thrice);
        await room.StandsAsync("Twice: bob//ada | Thrice: bob//ada");
        Assert.Equal(2, room.Watch.Gradings);

        room.Save("ada", Twice, "int G(int n) => 4 * n;");
        await room.StandsAsync("Twice: ada bob// | Thrice: bob/ada/");
        Assert.Equal(3, room.Watch.Gradings);
    }

    [Fact]
    public async Task Trouble_is_a_line_and_stops_nothing()
    {
        await using var room = new WatchedFolder();
        room.Save("ada", Twice);
        room.Save("bob", Twice);
        room.Save("dan", Twice);
        await room.StandsAsync("Twice: ada bob dan// | Thrice: //ada bob dan");

        await File.WriteAllTextAsync(room.File("ada"), """{"cells": [{"cell_type": "co"""); // half saved: what was there counts
        File.Delete(room.File("bob")); // so does it here, until the student is gone
        Directory.Delete(Path.GetDirectoryName(Path.GetDirectoryName(room.File("dan")))!, recursive: true);
        room.Save("cyd", "int F(int n) { while (true) { } }");
        Directory.CreateDirectory(Path.GetDirectoryName(room.File("eve"))!);
        File.CreateSymbolicLink(room.File("eve"), "/etc/passwd");
        await room.StandsAsync(
            "Twice: ada bob//cyd | Thrice: //ada bob cyd",
            "ada cannot be graded as ", "bob cannot be graded as ", "dan has been taken away", "eve cannot be graded as ",
            "cyd has a cell that did ");

        room.Save("ada", Twice, Thrice);
        room.Save("bob", Twice, Thrice);
        room.Save("cyd", Twice);
        File.Delete(room.File("eve"));
        room.Save("eve", Twice);
        await room.StandsAsync("Twice: ada bob cyd eve// | Thrice: ada bob//cyd eve", "dan has been taken away");
    }

    [Fact]
    public void The_page_names_nobody_unless_asked()
    {
        WatchedLesson[] lessons =
        [
            new("01-twice", 3, 1, [new("Twice <b>", ["ada"], ["bob"], ["cyd"])],
                [new("eve", "has been taken away"), new("fay", "cannot be graded", "fay/01.ipynb is broken")]),
        ];
        var page = WatchPage.Render(lessons, "", hasNames: false);
        Assert.DoesNotMatch("ada|bob|cyd|eve|fay", page);
        Assert.Contains("Twice &lt;b&gt;", page);
        Assert.Contains("1 of 3", page);
        Assert.Contains("A notebook has been taken away", page);
        Assert.DoesNotContain("secret", WatchPage.Render([], "secret/ada", hasNames: false));

        var named = WatchPage.Render(lessons, "", hasNames: true);
        Assert.All((string[])["ada", "bob", "cyd", "eve has been taken away", "(fay/01.ipynb is broken)"],
            text => Assert.Contains(text, named));
    }
}
