using Atelier.Grading.Grade;

namespace Atelier.Grading.Tests.Grade;

/// <summary>A sandbox in which no worker starts stops the run, and not each student's grade.</summary>
public sealed class SandboxTrialTests
{
    [Fact]
    public async Task What_works_says_nothing() => await SandboxTrial.RunAsync(GradingTests.Settings);

    [Fact]
    public async Task What_hides_the_worker_from_itself_is_told()
    {
        GradedAttacks.NeedSandbox();
        var blind =
            GradingTests.Settings with
            {
                Sandbox =
                new Sandbox(Course.Home, [Path.Combine(AppContext.BaseDirectory, "Atelier.Engine.dll")])
            };
        var told = await Assert.ThrowsAsync<SandboxException>(() => SandboxTrial.RunAsync(blind));
        Assert.Matches("no worker starts in the sandbox, so nothing was graded. It said: .*Atelier.Engine", told.Message);
    }
}
