using System.Diagnostics;
using System.IO.Pipes;
using System.Text.Json.Nodes;
using Atelier.Engine.Running;

namespace Atelier.Benchmarks;

/// <summary>A worker process of the engine as <c>./course</c> publishes it, spoken to in its own protocol.</summary>
internal sealed class EngineWorker : IDisposable
{
    private static readonly string program = Path.Combine(
        Environment.GetEnvironmentVariable("ATELIER_HOME") ?? Directory.GetCurrentDirectory(), "lib", "bin", "Atelier.Engine.dll");

    private readonly AnonymousPipeServerStream commands = new(PipeDirection.Out, HandleInheritability.Inheritable);
    private readonly AnonymousPipeServerStream events = new(PipeDirection.In, HandleInheritability.Inheritable);
    private readonly Process process;
    private readonly StreamWriter sending;
    private readonly StreamReader receiving;

    public EngineWorker()
    {
        process = Start("worker", commands.GetClientHandleAsString(), events.GetClientHandleAsString());
        commands.DisposeLocalCopyOfClientHandle();
        events.DisposeLocalCopyOfClientHandle();
        sending = new StreamWriter(commands) { AutoFlush = true };
        receiving = new StreamReader(events);
    }

    /// <summary>Resident memory in megabytes.</summary>
    public double Megabytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / (double)(1 << 20);
        }
    }

    /// <summary>Seconds that the same program takes to start and end when it is asked for nothing: a bare start of .NET.</summary>
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
        sending.WriteLine(new JsonObject { ["kind"] = "run", ["code"] = code, ["name"] = "cell" }.ToJsonString());
        while (receiving.ReadLine() is { } line)
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
        process.Kill();
        process.Dispose();
        sending.Dispose();
        receiving.Dispose();
    }

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var (name, value) in LeanRuntime.Environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
