using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Atelier.Kernel.Wire;

namespace Atelier.Kernel.Tests.Support;

/// <summary>A real kernel process, started as a Jupyter in a script's background starts it: with SIGINT ignored.</summary>
public sealed class TestKernel : IDisposable
{
    internal const string Key = "b7c9-test-key";
    private readonly string _folder = Directory.CreateTempSubdirectory("kernel-test").FullName;
    private readonly (string Name, string Value)[] _environment;

    public TestKernel()
        : this([])
    {
    }

    internal TestKernel(params (string Name, string Value)[] environment)
    {
        _environment = environment;
        var ports = FreePorts(5);
        Connection = new ConnectionFile("127.0.0.1", ports[0], ports[1], ports[2], ports[3], ports[4], Key);
        File.WriteAllText(ConnectionPath, new JsonObject
        {
            ["transport"] = "tcp",
            ["ip"] = Connection.Ip,
            ["shell_port"] = Connection.Shell,
            ["control_port"] = Connection.Control,
            ["stdin_port"] = Connection.Stdin,
            ["iopub_port"] = Connection.IOPub,
            ["hb_port"] = Connection.Heartbeat,
            ["signature_scheme"] = "hmac-sha256",
            ["key"] = Key,
        }.ToJsonString());
        Process = Start();
        Client = new TestClient(Connection);
    }

    internal ConnectionFile Connection { get; }

    internal TestClient Client { get; private set; }

    public Process Process { get; private set; }

    private string ConnectionPath => Path.Combine(_folder, "kernel.json");

    /// <summary>Starts a new process on the same ports, as Jupyter does on "Restart".</summary>
    public void Restart()
    {
        Process.Dispose();
        Client.Dispose();
        Process = Start();
        Client = new TestClient(Connection);
    }

    public void Dispose()
    {
        Client.Dispose();
        if (!Process.HasExited)
            Process.Kill(entireProcessTree: true);
        Process.WaitForExit();
        Process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private Process Start()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Atelier.Kernel.dll");
        string[] command = ["-c", "trap '' INT; exec dotnet \"$0\" \"$1\"", program, ConnectionPath];
        var start = new ProcessStartInfo("/bin/sh", command) { WorkingDirectory = _folder };
        foreach (var (name, value) in _environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        foreach (var listener in listeners)
            listener.Start();
        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        foreach (var listener in listeners)
            listener.Dispose();
        return ports;
    }
}
