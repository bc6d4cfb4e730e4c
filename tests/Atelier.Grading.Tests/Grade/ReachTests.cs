using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Atelier.Grading.Tests.Grade;

/// <summary>
/// All that a cell in the sandbox can reach, compared with a short list of what it may: whatever is not on the list is a way out,
/// known or not. The class prepares what it must not find: a secret in the environment, open files, sockets of this process.
/// </summary>
public sealed partial class ReachTests : GradingTests
{
    private const string List = "string.Join('|', ";

    private readonly Socket _abstractSocket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly string _name = $"\0atelier-test-{Guid.NewGuid():N}";
    private readonly int _inherited = open("/etc/hostname", 0);

    public ReachTests()
    {
        System.Environment.SetEnvironmentVariable("ATELIER_TEST_SECRET", "42");
        _abstractSocket.Bind(new UnixDomainSocketEndPoint(_name));
        _abstractSocket.Listen();
    }

    [Fact]
    public async Task Environment_variables_of_all_its_processes()
    {
        GradedAttacks.NeedSandbox();
        var names =
            await Says("Directory.GetDirectories(\"/proc\").Where(p => char.IsDigit(p[6])).SelectMany(p => File.ReadAllText(p + \"/environ\").Split('\\0')).Select(e => e.Split('=')[0]).Where(e => e != \"\").Distinct()");
        Assert.Contains("HOME", names);
        Nothing(names.Except(
            ["PATH", "HOME", "PWD", "DOTNET_GCGen0MaxBudget", "DOTNET_EnableWriteXorExecute", "DOTNET_EnableDiagnostics"]));
    }

    [Fact]
    public async Task Open_files_of_all_its_processes()
    {
        GradedAttacks.NeedSandbox();
        var files =
            await Says("Directory.GetDirectories(\"/proc\").Where(p => char.IsDigit(p[6])).SelectMany(p => Directory.GetFileSystemEntries(p + \"/fd\")).Select(f => new FileInfo(f).LinkTarget ?? \"\")"
                + $".Where(f => !f.StartsWith(\"{AppContext.BaseDirectory}\") && !f.StartsWith(\"{Engine.Running.DotNet.Root}\")).Select(f => f.StartsWith(\"pipe:\") ? \"pipe:[1]\" : f).Distinct()");
        Assert.Contains(files, file => file.StartsWith("pipe:", StringComparison.Ordinal));
        Nothing(files.Where(file => !OwnFile().IsMatch(file)));
    }

    [Fact]
    public async Task Places_in_the_file_system()
    {
        GradedAttacks.NeedSandbox();
        var top = await Says("Directory.GetFileSystemEntries(\"/\").Select(p => p[1..])");
        Nothing(top.Except(
            ["bin", "dev", "etc", "gnu", "lib", "lib32", "lib64", "nix", "proc", "sbin", "sys", "tmp", "usr",
                Course.Home.Split('/')[1], Engine.Running.DotNet.Root.Split('/')[1]]));
        Nothing((await Says("Directory.GetFileSystemEntries(\"/etc\").Select(p => p[5..])")).Except(
            ["alternatives", "fonts", "ld.so.cache", "localtime", "passwd"]));
        Assert.Equal(
            ["data", "lib", "notebooks", "tests"],
            await Says($"Directory.GetFileSystemEntries(\"{Course.Home}\").Select(Path.GetFileName).Order()"));
    }

    [Fact]
    public async Task Folders_that_it_can_write_to()
    {
        GradedAttacks.NeedSandbox();
        var writable =
            await Says("File.ReadAllLines(\"/proc/self/mountinfo\").Select(l => l.Split(' ')).Where(m => m[5].Split(',')[0] == \"rw\").Select(m => m[4])");
        Assert.Contains("/tmp", writable);
        Nothing(writable.Where(mount => !Device().IsMatch(mount)).Except(["/tmp"]));
        Assert.Equal(
            ["/dev/pts/ptmx"],
            (await Says(
                "new[] { \"/dev\", \"/dev/pts\", \"/dev/shm\" }.SelectMany(f => Directory.GetFileSystemEntries(f)).Where(f => !\"fd core null zero full random urandom tty console pts ptmx shm stdin stdout stderr\".Split(' ').Contains(Path.GetFileName(f)) || f.StartsWith(\"/dev/pts/\"))")));
    }

    // Only opened, never written: where the sandbox has a hole, this must not change the machine.
    [Fact]
    public async Task Settings_of_the_kernel_that_it_can_write()
    {
        GradedAttacks.NeedSandbox();
        const string files =
            "Directory.EnumerateFiles(\"/proc\").Concat(new[] { \"/proc/sys\", \"/proc/fs\", \"/proc/irq\", \"/sys\" }.Where(Directory.Exists).SelectMany("
                + "f => Directory.EnumerateFiles(f, \"*\", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true })))";
        Assert.Equal(
            [""], await Says(
                $"{files}.Where(f => Try(() => new FileStream(f, FileMode.Open, FileAccess.Write).Dispose()) == \"yes\")"));
        Assert.Equal(["True"], await Says($"new[] {{ ({files}.Count() > 500).ToString() }}"));
    }

    [Fact]
    public async Task Sockets_and_diagnostics_ports()
    {
        GradedAttacks.NeedSandbox();
        Assert.Equal([""], await Says("File.ReadAllLines(\"/proc/net/unix\").Skip(1)"));
        // The course itself may lie there.
        Nothing((await Says("Directory.GetFileSystemEntries(\"/tmp\")")).Where(
            place => !Course.Home.StartsWith(place, StringComparison.Ordinal)));
        Assert.Equal(
            ["no"], await Says(
                $"new[] {{ Try(() => new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, 0).Connect(new System.Net.Sockets.UnixDomainSocketEndPoint(\"{_name.Replace("\0", "\\0", StringComparison.Ordinal)}\"))) }}"));
        Assert.Equal("", (await Run("find", "/", "-type", "s", "-not", "-path", "/proc/*")).Said);
    }

    [Fact]
    public async Task Processes_and_rights()
    {
        GradedAttacks.NeedSandbox();
        Assert.Equal(
            ["bwrap", "dotnet"],
            await Says("System.Diagnostics.Process.GetProcesses().Select(p => p.ProcessName).Distinct().Order()"));
        var status =
            await Says("File.ReadAllLines(\"/proc/self/status\").Where(l => l.StartsWith(\"Cap\") || l.StartsWith(\"NoNewPrivs\")).Select(l => l.Split('\\t')[1])");
        Assert.Equal(["0000000000000000", "0000000000000000", "0000000000000000", "0000000000000000", "0000000000000000", "1"],
            status);
        Assert.Equal(["4000"], await Says(
            "File.ReadAllLines(\"/proc/self/limits\").Where(l => l.StartsWith(\"Max processes\")).Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3])"));
        Assert.NotEqual("", (await Run("unshare", "--user", "--map-root-user", "true")).Error);
    }

    protected override void Dispose(bool disposing)
    {
        _abstractSocket.Dispose();
        _ = close(_inherited);
        base.Dispose(disposing);
    }

    private static void Nothing(IEnumerable<string> reached) => Assert.Equal("", string.Join(' ', reached));

    /// <summary>
    /// What a sequence of texts is worth in the sandbox: the message of an exception carries it out, 500 characters at most.
    /// </summary>
    private async Task<string[]> Says(string texts)
    {
        const string helpers =
            "string Try(Action what) { try { what(); return \"yes\"; } catch (Exception) { return \"no\"; } }\n";
        var grade = await Grade($"{helpers}double[] Squares(int n) => throw new Exception({List}{texts}));");
        var said = Cell(grade, "squares-test").Remark;
        Assert.DoesNotContain(" …", said);
        return said.Split('|');
    }

    /// <summary>What a program says in the sandbox.</summary>
    private static async Task<(string Said, string Error)> Run(params string[] command)
    {
        var wrapper = Settings.Sandbox.Start("/tmp", Settings.Environment).Wrapper;
        using var process = Process.Start(
            new ProcessStartInfo(wrapper[0], [.. wrapper.Skip(1), .. command])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true
            })!;
        var error = process.StandardError.ReadToEndAsync();
        return (await process.StandardOutput.ReadToEndAsync(), await error);
    }

    [GeneratedRegex(@"^(pipe:\[\d+\]|anon_inode:\[?event(fd|poll)\]?|/dev/null|/dev/urandom|/proc/.*|)$")]
    private static partial Regex OwnFile();

    [GeneratedRegex("^/dev/(null|zero|full|random|urandom|tty|console|pts)$")]
    private static partial Regex Device();

#pragma warning disable CA1401, SYSLIB1054, CA2101 // a test's own
    [DllImport("libc")]
    private static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc")]
    private static extern int close(int file);
#pragma warning restore
}
