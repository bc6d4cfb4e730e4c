using Atelier.Engine.Session;

namespace Atelier.Engine.Tests.Session;

/// <summary>A session for each test. The tests of one process share its console, so they run one after the other.</summary>
[Collection("session")]
public abstract class SessionTests : IDisposable
{
    /// <summary>No cell of these tests needs so long: one that hangs is told by its test's name.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(6);

    private int _cells;

    protected SessionTests()
    {
        Folder = Directory.CreateTempSubdirectory("atelier-session-").FullName;
        Home = Path.Combine(Folder, "home");
        Directory.CreateDirectory(Path.Combine(Home, "notebooks"));
        Session = new CSharpSession(new SessionOptions(Folder, Home));
    }

    protected string Folder { get; }

    protected string Home { get; }

    protected CSharpSession Session { get; }

    internal RecordedOutput Output { get; } = new();

    protected Task<CellResult> Run(string code, CancellationToken cancellation = default) =>
        Session.ExecuteAsync(code, $"cell {++_cells}", Output, cancellation).WaitAsync(s_longest, CancellationToken.None);

    protected async Task<string?> Value(string code)
    {
        var result = await Run(code);
        Assert.Null(result.Error);
        return result.Value?.Data["text/plain"];
    }

    public void Dispose()
    {
        Session.Dispose();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}
