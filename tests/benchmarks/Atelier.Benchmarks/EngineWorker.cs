using System.Diagnostics;
using System.IO.Pipes;
using System.Text.Json.Nodes;
using Atelier.Engine.Running;

namespace Atelier.Benchmarks;

/// <summary>A worker process of the engine as <c>./course</c> publishes it, spoken to in its own protocol.</summary>
internal sealed class EngineWorker : IDisposable
{
    private static readonly string s_program = Path.Combine(
        Environment.GetEnvironmentVariable("ATELIER_HOME") ?? Directory.GetCurrentDirectory(), "lib", "bin",
        "Atelier.Engine.dll");

    private readonly AnonymousPipeServerStream _commands = new(PipeDirection.Out, HandleInheritability.Inheritable);
    private readonly AnonymousPipeServerStream _events = new(PipeDirection.In, HandleInheritability.Inheritable);
    private readonly Process _process;
    private readonly StreamWriter _sending;
    private readonly StreamReader _receiving;

    public EngineWorker()
    {
        _process = Start("worker", _commands.GetClientHandleAsString(), _events.GetClientHandleAsString());
        _commands.DisposeLocalCopyOfClientHandle();
        _events.DisposeLocalCopyOfClientHandle();
        _sending = new StreamWriter(_commands) { AutoFlush = true };
        _receiving = new StreamReader(_events);
    }

    /// <summary>Resident memory in megabytes.</summary>
    public double Megabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / (double)(1 << 20);
        }
    }

    /// <summary>
    /// Seconds that the same program takes to start and end when it is asked for nothing: a bare start of .NET.
    /// </summary>
    public static double BareStart()
    {
        var started = Stopwatch.GetTimestamp();
        using var bare = Start();
        bare.WaitForExit();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>Runs a cell and waits for its end.</summary>
    public void Execute(string code)
    {
        _sending.WriteLine(new JsonObject { ["kind"] = "run", ["code"] = code, ["name"] = "cell" }.ToJsonString());
        while (_receiving.ReadLine() is { } line)
        {
            var message = JsonNode.Parse(line)!;
            if ((string?)message["kind"] != "done") continue;
            if (message["error"] is { } error) throw new InvalidOperationException((string?)error["message"]);
            return;
        }
        throw new InvalidOperationException("the worker has ended");
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
        _sending.Dispose();
        _receiving.Dispose();
    }

    private static Process Start(params string[] arguments)
    {
        var start =
            new ProcessStartInfo("dotnet", [s_program, .. arguments])
            {
                RedirectStandardError = true,
                RedirectStandardOutput =
                true
            };
        foreach (var (name, value) in LeanRuntime.Environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
