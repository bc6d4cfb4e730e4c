namespace Atelier.Tests.Data;

public class CoursePathsTests
{
    [Fact]
    public void The_environment_decides() => Assert.Equal(Path.GetFullPath("/some/course"), CoursePaths.Find("/some/course", []));

    [Fact]
    public void Else_the_nearest_folder_upwards_that_is_a_course()
    {
        using var folder = new TemporaryFolder();
        var below = folder.PathOf("lib/bin/deep");
        Directory.CreateDirectory(below);
        Directory.CreateDirectory(folder.PathOf("notebooks"));
        File.WriteAllText(folder.PathOf("global.json"), "{}");
        File.WriteAllText(folder.PathOf("lib/global.json"), "{}");
        Assert.Equal(folder.Path, CoursePaths.Find(null, ["", below]));
    }

    [Fact]
    public void Else_it_says_what_to_do()
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<DirectoryNotFoundException>(() => CoursePaths.Find("", [folder.Path]));
        Assert.Contains("Set ATELIER_HOME", error.Message, StringComparison.Ordinal);
    }
}
