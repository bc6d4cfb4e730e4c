namespace Atelier.Engine.Tests.Session;

public sealed class ReferenceTests : SessionTests
{
    // An assembly that the session does not refer to by itself.
    private static readonly string s_library = typeof(CsCheck.Gen).Assembly.Location;

    [Fact]
    public async Task A_referenced_assembly_is_there_for_all_later_cells()
    {
        await Run($"#r \"{s_library}\"");
        await Run("var a = 1;");
        await Run("var b = CsCheck.Gen.Int;");
        await Run("var c = 3;");
        Assert.Equal("4", await Value("b == CsCheck.Gen.Int ? a + c : 0"));
    }

    [Fact]
    public async Task A_loaded_file_is_found_beside_the_notebook_and_its_references_beside_itself()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "lib"));
        File.Copy(s_library, Path.Combine(Folder, "lib", "CsCheck.dll"));
        File.WriteAllText(Path.Combine(Folder, "lib", "start.csx"),
            "#r \"CsCheck.dll\"\nusing CsCheck;\nint fromFile = 40;\nint Two() => 2;\nvar gen = Gen.Int;");
        Assert.Null((await Run("#load \"lib/start.csx\"\nusing CsCheck;")).Error);
        Assert.Equal("42", await Value("fromFile + Two()"));
        Assert.Equal("True", await Value("gen == Gen.Int"));
    }

    [Fact]
    public async Task A_cell_loads_from_the_course_where_its_own_folder_has_no_such_file()
    {
        File.WriteAllText(Path.Combine(Home, "start.csx"), "var where = \"the course\";");
        Assert.Null((await Run("#load \"../start.csx\"")).Error);
        Assert.Equal("the course", await Value("where"));
    }

    [Fact]
    public async Task A_file_to_load_that_is_nowhere_is_told_in_one_line_with_what_to_do()
    {
        var error = (await Run("#load \"../lib/atelier.csx\"")).Error!;
        Assert.StartsWith("#load \"../lib/atelier.csx\": the file is not in ", error.Message);
        Assert.Contains("ATELIER_HOME", error.Message);
        Assert.Equal([error.Message], error.Traceback);
    }

    [Fact]
    public async Task An_error_in_a_loaded_file_names_the_file_and_its_line()
    {
        var file = Path.Combine(Folder, "bad.csx");
        File.WriteAllText(file, "var a = 1;\nvar b = missing;\n");
        var error = (await Run("#load \"bad.csx\"\na")).Error!;
        Assert.StartsWith($"{file}, line 2, column 9: ", error.Traceback[0]);
    }

    [Fact]
    public async Task A_missing_reference_is_told_in_one_line()
    {
        var error = (await Run("#r \"nothere.dll\"")).Error!;
        Assert.Equal($"#r \"nothere.dll\": there is no file {Path.Combine(Folder, "nothere.dll")}.", error.Message);
    }

    [Fact]
    public async Task What_a_notebook_s_session_declares_does_not_slow_or_grow_later_cells()
    {
        await Run("var v = 0;");
        for (var i = 0; i < 20; i++) await Run($"var v{i} = {i};");
        Assert.InRange(Session.Latest!.ExternalReferences.Length, 0, 2 * Session.References.Count);
    }
}
