using Atelier.Engine.Running;
using Atelier.Engine.Session;
using Atelier.Kernel.Outputs;
using Atelier.Kernel.Serving;
using Atelier.Kernel.Wire;

InterruptSignal.Restore();
if (args is not [var file])
{
    Console.Error.WriteLine("usage: dotnet Atelier.Kernel.dll CONNECTION_FILE (Jupyter does this: ./course kernel install)");
    return 64;
}

var stderr = Console.Error; // the session takes Console.Error for its cells
try
{
    using var session = new CSharpSession(SessionOptions.FromEnvironment());
    // The compiler's first use takes half a second: it passes while all else gets ready and the front end says hello.
    _ = session.ExecuteAsync("0", "start", new NoOutput());
    var connection = ConnectionFile.Read(file);
    ParentProcess.EndWithIt();
    using var mark = new SessionMark(file);
    using var server = new KernelServer(connection, session, mark);
    server.Run();
}
catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or NetMQ.NetMQException)
{
    stderr.WriteLine($"kernel: {e.Message}");
    return 66;
}

// Threads that cells have started may still run: they end here.
Environment.Exit(0);
return 0;
