using System.Net;
using System.Net.Sockets;
using Atelier.Grading.Grade;

namespace Atelier.Grading.Tests.Grade;

/// <summary>Submissions that try to cheat or to harm. None gains a point, and the grader goes on.</summary>
public sealed class AttackTests : GradingTests
{
    private const string Wrong = "return new double[n]; }";

    private static readonly string s_inFds =
        "foreach (var fd in Directory.GetFiles(\"/proc/self/fd\")) try { using var pipe = new FileStream(fd, FileMode.Open, FileAccess.Write); pipe.Write(Encoding.UTF8.GetBytes(TEXT)); } catch { } ";

    public static TheoryData<string, string> Attacks => new()
    {
        { "starts processes without end", "while (true) System.Diagnostics.Process.Start(\"sleep\", \"1000\"); }" },
        { "starts threads without end", "while (true) new System.Threading.Thread(() => System.Threading.Thread.Sleep(-1)).Start(); }" },
        { "kills what it can see", "foreach (var p in System.Diagnostics.Process.GetProcesses()) try { p.Kill(); } catch { } " + Wrong },
        { "exits as if all were well", "Environment.Exit(0); " + Wrong },
        { "fails fast", "Environment.FailFast(\"boom\"); " + Wrong },
        { "writes garbage to the worker's pipe", s_inFds.Replace("TEXT", "\"garbage\\n{}\\n[1]\\n\"", StringComparison.Ordinal) + Wrong },
        {
            "forges a result",
            s_inFds.Replace("TEXT", "\"{\\\"kind\\\":\\\"done\\\",\\\"value\\\":{\\\"data\\\":{\\\"application/vnd.atelier.value+json\\\":\\\"{}\\\"},\\\"metadata\\\":{}},\\\"error\\\":null}\\n\"", StringComparison.Ordinal) + Wrong
        },
        { "prints a gigabyte", "var line = new string('x', 1 << 20); for (var i = 0; i < 1000; i++) Console.WriteLine(line); " + Wrong },
        { "returns itself without end", "return Endless().ToArray(); } IEnumerable<double> Endless() { while (true) yield return 1; }" },
        { "throws while it is read", "throw new Trap(); } class Trap : Exception { public override string Message => throw new Trap(); }" },
    };

    [Theory, MemberData(nameof(Attacks))]
    public async Task It_gains_nothing(string what, string body)
    {
        var grade = await Grade("double[] Squares(int n) { " + body);
        Assert.True(Cell(grade, "squares-test").Points == 0, $"{what}: {Cell(grade, "squares-test")}");
        Assert.True(Cell(grade, "squares-probe").Points < 3, $"{what}: {Cell(grade, "squares-probe")}");
        Assert.Equal(5, grade.MaxPoints);
    }

    [Fact]
    public async Task The_instructors_notebooks_are_not_there()
    {
        NeedSandbox();
        var folder = Path.Combine(Course.Notebooks, "instructor");
        Assert.Equal("0 files", await Says($"Directory.GetFiles(\"{folder}\").Length + \" files\""));
    }

    [Fact]
    public async Task There_is_no_network()
    {
        NeedSandbox();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        Assert.Contains("refused", await Says($"new System.Net.Sockets.TcpClient(\"127.0.0.1\", {port}).Connected.ToString()"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_system_is_read_only()
    {
        NeedSandbox();
        var file = Path.Combine(Course.Home, "written-by-a-student");
        Assert.Contains("Read-only", await Says($"((Func<string>)(() => {{ File.WriteAllText(\"{file}\", \"x\"); return \"written\"; }}))()"));
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task The_scratch_folder_is_small()
    {
        NeedSandbox();
        Assert.Contains("space", await Says("((Func<string>)(() => { using var f = File.Create(\"big\"); for (var i = 0; i < 400; i++) f.Write(new byte[1 << 20]); return \"written\"; }))()"));
    }

    [Fact]
    public async Task The_graders_environment_and_processes_are_not_there()
    {
        NeedSandbox();
        System.Environment.SetEnvironmentVariable("ATELIER_TEST_SECRET", "42");
        Assert.Equal("", await Says("Environment.GetEnvironmentVariable(\"ATELIER_TEST_SECRET\") ?? \"\""));
        Assert.Equal("True", await Says("(System.Diagnostics.Process.GetProcesses().Length < 5).ToString()"));
    }

    private static void NeedSandbox()
    {
        var missing = "bubblewrap is missing: apt-get install bubblewrap";
        if (System.Environment.GetEnvironmentVariable("CI") == "true") Assert.True(Sandbox.IsHere, missing);
        else Assert.SkipUnless(Sandbox.IsHere, missing);
    }

    /// <summary>What an expression is worth in the sandbox: the message of the exception that carries it, or of its own.</summary>
    private async Task<string> Says(string expression) =>
        Cell(await Grade($"double[] Squares(int n) => throw new Exception({expression});"), "squares-test").Remark;
}
