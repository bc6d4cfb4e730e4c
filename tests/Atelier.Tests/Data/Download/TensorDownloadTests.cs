using Atelier.Tests.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Atelier.Tests.Data;

public sealed class TensorDownloadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly Dictionary<string, Tensor> _tensors;
    private readonly byte[] _remote;
    private readonly List<DownloadProgress> _progress = [];

    public TensorDownloadTests()
    {
        _tensors = new()
        {
            ["a.before"] = randn(5_000),
            ["features.0.weight"] = randn(40, 30, 3, 3),
            ["features.0.bias"] = randn(40),
            ["head.weight"] = randn(300, 200),
        };
        SafeTensors.Save(_folder.PathOf("remote"), _tensors);
        _remote = File.ReadAllBytes(_folder.PathOf("remote"));
    }

    private string Target => _folder.PathOf("cache/features.safetensors");

    private static int Bytes => (40 * 30 * 9 + 40) * sizeof(float);

    private long Header => BitConverter.ToInt64(_remote) + 8;

    private long First => Header + 5_000 * sizeof(float);

    public void Dispose()
    {
        _scope.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Asks_for_the_header_and_then_for_the_wanted_tensors_alone()
    {
        using var server = new LocalServer(Answers(3, LocalServer.Ranges(_remote)));
        await FetchAsync(server);
        AssertWhole();
        Assert.Equal([0, 8, First], server.Asked);
        Assert.Equal(new DownloadProgress("features.safetensors.part", Bytes, Bytes), _progress[^1]);
    }

    [Fact]
    public async Task Takes_them_from_a_server_that_always_sends_everything()
    {
        using var server = new LocalServer(Answers(3, LocalServer.Whole(_remote)));
        await FetchAsync(server);
        AssertWhole();
    }

    [Fact]
    public async Task Goes_on_where_the_connection_broke()
    {
        using var server = new LocalServer(
            [.. Answers(2, LocalServer.Ranges(_remote)), LocalServer.Ranges(_remote, cut: 10_000), LocalServer.Ranges(_remote)]);
        await FetchAsync(server);
        AssertWhole();
        Assert.Equal([0, 8, First, First + 10_000], server.Asked);
    }

    [Fact]
    public async Task Goes_on_after_a_cut_on_a_server_that_always_sends_everything()
    {
        using var server = new LocalServer(
            [.. Answers(2, LocalServer.Whole(_remote)), LocalServer.Whole(_remote, cut: 40_000), LocalServer.Whole(_remote)]);
        await FetchAsync(server);
        AssertWhole();
    }

    [Fact]
    public async Task Can_be_stopped_and_goes_on_at_the_next_start()
    {
        using var stop = new CancellationTokenSource();
        using var server = new LocalServer(Answers(6, LocalServer.Ranges(_remote)));
        var stopping = new Told(step => { if (step.Bytes > 0) stop.Cancel(); });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => FetchAsync(server, stopping, cancellation: stop.Token));
        var here = new FileInfo(Target + ".part").Length;
        Assert.InRange(here, 1, Bytes);

        await FetchAsync(server);
        AssertWhole();
        Assert.True(here == Bytes || server.Asked[^1] == First + here);
    }

    [Fact]
    public async Task Says_that_a_page_is_no_weights()
    {
        var page = "<!DOCTYPE html><title>Sign in</title> and some more text"u8.ToArray();
        using var server = new LocalServer(Answers(3, LocalServer.Whole(page)));
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => FetchAsync(server));
        Assert.Contains("is not a safetensors file", error.Message);
        AssertNothingLeft();
    }

    [Fact]
    public async Task Says_that_a_file_has_none_of_the_tensors()
    {
        SafeTensors.Save(_folder.PathOf("other"), new Dictionary<string, Tensor> { ["head.weight"] = ones(3) });
        using var server = new LocalServer(Answers(3, LocalServer.Ranges(File.ReadAllBytes(_folder.PathOf("other")))));
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => FetchAsync(server));
        Assert.Contains("not the one it should be", error.Message);
        AssertNothingLeft();
    }

    [Fact]
    public async Task Deletes_tensors_that_do_not_pass_the_check()
    {
        using var server = new LocalServer(Answers(3, LocalServer.Ranges(_remote)));
        var error = await Assert.ThrowsAsync<InvalidDataException>(
            () => FetchAsync(server, check: _ => throw new InvalidDataException("another training")));
        Assert.Contains("another training", error.Message);
        AssertNothingLeft();
    }

    [Fact]
    public async Task Says_that_a_file_ends_too_early()
    {
        var cut = _remote[..(int)(First + 20_000)];
        using var server = new LocalServer(Answers(9, LocalServer.Ranges(cut)));
        await Assert.ThrowsAsync<IOException>(() => FetchAsync(server));
        Assert.False(File.Exists(Target));
    }

    private static Func<long, byte[]>[] Answers(int count, Func<long, byte[]> answer) => [.. Enumerable.Repeat(answer, count)];

    private Task FetchAsync(
        LocalServer server, IProgress<DownloadProgress>? told = null, Action<IReadOnlyDictionary<string, Tensor>>? check = null,
        CancellationToken cancellation = default) =>
        TensorDownload.FetchAsync(
            server.Address, name => name.StartsWith("features."), Target, check ?? (_ => { }), TimeSpan.FromMilliseconds(1),
            told ?? new Told(_progress.Add), cancellation);

    private void AssertWhole()
    {
        var loaded = SafeTensors.Load(Target);
        Assert.Equal(["features.0.bias", "features.0.weight"], loaded.Keys.Order());
        foreach (var (name, tensor) in loaded)
            Assert.True(tensor.Same(_tensors[name]), name);
        Assert.Equal(TensorChecksum.Of(loaded), SafeTensors.LoadMetadata(Target)["sha256"]);
        Assert.Equal([Target], Directory.GetFiles(Path.GetDirectoryName(Target)!));
    }

    private void AssertNothingLeft() => Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(Target)!));

    private sealed class Told(Action<DownloadProgress> tell) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => tell(value);
    }
}
