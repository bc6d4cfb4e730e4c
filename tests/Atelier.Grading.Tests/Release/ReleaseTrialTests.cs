using Atelier.Grading.Release;

namespace Atelier.Grading.Tests.Release;

public sealed class ReleaseTrialTests : IDisposable
{
    private readonly TestNotebook _notebook = new();

    [Fact]
    public async Task Good_exercises_pass_the_trial()
    {
        _notebook.Solution("f", "int F()\n{\n    // BEGIN SOLUTION\n    return 1;\n    // END SOLUTION\n}")
            .Test("f-test", "if (F() != 1) throw new Exception(\"no\");");
        await Trial();
    }

    [Fact]
    public async Task A_solution_that_fails_its_own_test_is_named()
    {
        _notebook.Solution("f", "int F()\n{\n    // BEGIN SOLUTION\n    return 2;\n    // END SOLUTION\n}")
            .Test("f-test", "if (F() != 1) throw new Exception(\"no\");");
        Assert.Equal("ps1.ipynb, cell f-test: the solution fails its own test: no",
            (await Assert.ThrowsAsync<ReleaseException>(Trial)).Message);
    }

    [Fact]
    public async Task A_stub_that_passes_is_named()
    {
        _notebook.Solution("f", "int F()\n{\n    // BEGIN SOLUTION\n    return 1;\n    // END SOLUTION\n}")
            .Test("f-test", "1 + 1");
        Assert.Contains("the test passes with nothing written", (await Assert.ThrowsAsync<ReleaseException>(Trial)).Message);
    }

    [Theory]
    [InlineData("Enumerable.Repeat(F(), 200_000)", "more than 100000 parts")]
    [InlineData("(Func<int>)F", "cannot be compared")]
    [InlineData("(F(), new object())", "shows nothing that could be compared")]
    public async Task A_value_that_cannot_be_compared_is_refused(string value, string why)
    {
        _notebook.Solution("f", "int F()\n{\n    // BEGIN SOLUTION\n    return 1;\n    // END SOLUTION\n}").Test("f-test", value);
        var told = (await Assert.ThrowsAsync<ReleaseException>(Trial)).Message;
        Assert.True(told.Contains("its value could never be right: ", StringComparison.Ordinal)
            && told.Contains(why, StringComparison.Ordinal), told);
    }

    public void Dispose() => _notebook.Dispose();

    private Task Trial()
    {
        var path = _notebook.Write();
        return ReleaseTrial.RunAsync(path, StudentVersion.Of(path), []);
    }
}
