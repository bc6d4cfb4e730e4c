using Atelier.Engine.Session;

namespace Atelier.Engine.Tests.Session;

public sealed class ErrorTests : SessionTests
{
    [Fact]
    public async Task A_compile_error_has_the_place_in_the_cell_and_a_caret_under_it()
    {
        var error = (await Run("var a = 1;\n  var b = a + missing;\n")).Error!;
        Assert.Equal((CellErrorKind.Compile, "CS0103", 2, 15), (error.Kind, error.Name, error.Line, error.Column));
        var code = Array.IndexOf([.. error.Traceback], "      var b = a + missing;");
        Assert.Equal(error.Traceback[code].IndexOf("missing", StringComparison.Ordinal), error.Traceback[code + 1].IndexOf('^'));
    }

    [Fact]
    public async Task Lines_are_counted_from_the_cell_s_own_first_line_also_below_commands()
    {
        var error = (await Run("#!time\n\nnope")).Error!;
        Assert.Equal((3, 1), (error.Line, error.Column));
    }

    [Theory]
    [InlineData("using var s = new MemoryStream();")]
    [InlineData("using MemoryStream s = new();\nvar y = s.Length;")]
    [InlineData("var q = 1;\nvoid F() { }\n  using var s = new MemoryStream();\nConsole.WriteLine(q);")]
    [InlineData("await using var s = new MemoryStream();")]
    [InlineData("using System.Net;\nusing var s = new MemoryStream()\nvar z = 2;")]
    public async Task A_using_variable_of_the_cell_is_explained_once(string code)
    {
        var error = (await Run(code)).Error!;
        Assert.StartsWith("A variable of a cell lives on in later cells", error.Message);
        Assert.Contains("using", code.Split('\n')[error.Line!.Value - 1][(error.Column!.Value - 1)..][.."await using".Length]);
        Assert.Single(error.Traceback, line => line.StartsWith("line ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{ using var s = new MemoryStream(); missing(); }", "CS0103")]
    [InlineData("{\n    using var s = missing;\n}", "CS0103")]
    [InlineData("using Missing.Place;", "CS0246")]
    [InlineData("using P = Missing.Place;", "CS0246")]
    [InlineData("using static Missing.Place;", "CS0246")]
    public async Task Other_errors_at_a_using_are_the_compiler_s(string code, string name) =>
    Assert.Equal(name, (await Run(code)).Error!.Name);

    [Theory]
    [InlineData("static class E { public static int Twice(this int x) => 2 * x; }", "without a class around it")]
    [InlineData("static class E { extension(int x) { public int Twice() => 2 * x; } }", "extension methods: static")]
    [InlineData("namespace Mine { }", "without a namespace")]
    public async Task What_a_cell_cannot_declare_has_a_hint(string code, string hint) =>
        Assert.Contains(hint, string.Join('\n', (await Run(code)).Error!.Traceback));

    [Fact]
    public async Task What_the_hint_for_extension_methods_says_is_true()
    {
        Assert.Null((await Run("static int Twice(this int x) => 2 * x;")).Error);
        Assert.Equal("6", await Value("3.Twice()"));
    }

    [Fact]
    public async Task An_exception_has_the_line_of_the_running_cell_and_the_frames_of_cells_alone()
    {
        await Run("int Divide(int a, int b) =>\n    a / b;");
        var error = (await Run("var list = new[] { 1 };\nlist.Select(i => Divide(i, 0)).ToList();")).Error!;
        Assert.Equal((CellErrorKind.Runtime, "System.DivideByZeroException", 2), (error.Kind, error.Name, error.Line));
        Assert.Contains("  in cell 1, line 2, Divide", error.Traceback);
        Assert.DoesNotContain(error.Traceback, line => line.Contains("System.Linq"));
    }

    [Fact]
    public async Task An_exception_after_an_await_keeps_its_line()
    {
        var error = (await Run("await Task.Delay(1);\n\nthrow new InvalidOperationException(\"late\");")).Error!;
        Assert.Equal(("late", 3), (error.Message, error.Line));
    }

    [Fact]
    public async Task What_was_assigned_before_an_exception_is_kept()
    {
        await Run("var before = 8; string s = null; var length = s.Length;");
        Assert.Equal("8", await Value("before"));
    }

    [Fact]
    public async Task A_cell_that_does_not_compile_changes_nothing()
    {
        await Run("var x = 1;");
        await Run("x = 2; var y = ;");
        Assert.Equal("1", await Value("x"));
        Assert.NotNull((await Run("y")).Error);
    }

    [Fact]
    public async Task Warnings_come_apart_and_never_on_stderr()
    {
        var result = await Run("int F() { int unused; return 1; }");
        Assert.Null(result.Error);
        Assert.Contains("CS0168", Assert.Single(result.Warnings));
        Assert.Equal("", Output.StandardError);
    }

    [Fact]
    public async Task An_unknown_command_names_those_there_are()
    {
        var error = (await Run("#!pwsh\nls")).Error!;
        Assert.StartsWith("#!pwsh is not known", error.Message);
        Assert.Contains("#!time", error.Message);
    }

    [Fact]
    public async Task A_value_that_cannot_be_shown_is_an_error_of_the_cell()
    {
        await Run("class Bad { public override string ToString() => throw new Exception(\"no text\"); }");
        await Run("new Bad()");
        Assert.Equal("2", await Value("1 + 1"));
    }
}
