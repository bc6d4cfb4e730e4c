namespace Atelier.Engine.Tests.Session;

public sealed class CellTests : SessionTests
{
    [Fact]
    public async Task A_cell_sees_what_earlier_cells_declared()
    {
        await Run("int a = 2; record Point(int X, int Y); int Twice(int n) => 2 * n;");
        await Run("using System.Net;");
        await Run("var p = new Point(Twice(a), 5);");
        Assert.Equal("9", await Value("p.X + p.Y"));
        Assert.Equal("127.0.0.1", await Value("IPAddress.Loopback.ToString()"));
    }

    [Fact]
    public async Task A_variable_can_be_declared_again_with_another_type()
    {
        await Run("var x = 1;");
        await Run("var x = \"one\";");
        Assert.Equal("one", await Value("x"));
    }

    [Fact]
    public async Task Assignments_in_cells_that_declare_nothing_are_kept()
    {
        await Run("var n = 0;");
        for (var i = 0; i < 40; i++) await Run("n++;");
        await Run("var m = n;");
        Assert.Equal("80", await Value("n + m"));
    }

    [Fact]
    public async Task Declarations_in_patterns_and_deconstructions_are_variables()
    {
        await Run("var (a, b) = (1, 2);");
        await Run("int.TryParse(\"39\", out var c);");
        Assert.Equal("42", await Value("a + b + c"));
    }

    [Fact]
    public async Task Await_at_top_level_waits_and_its_variables_are_kept()
    {
        await Run("await Task.Delay(10); var late = await Task.FromResult(7);");
        Assert.Equal("7", await Value("late"));
    }

    [Fact]
    public async Task Blocking_on_a_task_that_awaits_does_not_hang()
    {
        await Run("async Task<int> Slow() { await Task.Delay(5); await Task.Yield(); return 3; }");
        Assert.Equal("3", await Value("Slow().Result"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("// nothing")]
    [InlineData("int q = 1;")]
    [InlineData("Console.Write(\"\")")]
    [InlineData("1 + 1;")]
    [InlineData("display(1)")]
    [InlineData("var shown = display(1);\nshown")]
    [InlineData("1.Display()")]
    public async Task A_cell_without_a_last_expression_has_no_value(string code) => Assert.Null((await Run(code)).Value);

    [Theory]
    [InlineData("p with { X = 9 }", 9, 2)]
    [InlineData("var q = 1;\n// nine\np with\n{\n    X = 9, Y = q\n} // so", 9, 1)]
    [InlineData("pair.Item2 with { }", 1, 2)]
    [InlineData("#r \"System.Net.Http\"\np with { Y = 3 }", 1, 3)]
    public async Task A_copy_of_a_record_may_be_the_last_line(string code, int x, int y)
    {
        await Run("record P(int X, int Y);\nvar p = new P(1, 2);\nvar pair = (0, p);");
        Assert.Equal($"P\n      X: {x}\n      Y: {y}", await Value(code));
    }

    [Fact]
    public async Task An_error_in_a_copy_of_a_record_has_its_place()
    {
        await Run("record P(int X, int Y);\nvar p = new P(1, 2);");
        var error = (await Run("// head\np with { X = nope }")).Error!;
        Assert.Equal(("CS0103", 2, 14), (error.Name, error.Line, error.Column));
    }

    [Fact]
    public async Task A_property_may_still_be_called_with() => Assert.Null((await Run("int with { get; set; }")).Error);

    [Fact]
    public async Task A_null_value_is_shown() => Assert.Equal("<null>", await Value("(string)null"));

    [Fact]
    public async Task A_thousand_declared_names_and_their_values_are_listed_once()
    {
        await Run("var x = 1; var y = 2;");
        await Run("var x = 3;");
        Assert.Equal(["x = 3", "y = 2"], Session.Variables.Select(v => $"{v.Name} = {v.Value}").Order());
    }
}
