using System.Security.Cryptography;

namespace Atelier.Tests.Data;

public sealed class DownloadTests : IDisposable
{
    private static readonly byte[] s_contents = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * i >> 3))];
    private readonly TemporaryFolder _folder = new();
    private readonly List<DownloadProgress> _progress = [];

    // So long a pause that nobody waits for a second attempt unnoticed.
    private static readonly TimeSpan s_never = TimeSpan.FromDays(1);

    private DataFile Target => new(_folder.PathOf("file"), Convert.ToHexStringLower(SHA256.HashData(s_contents)));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Fetches_a_file_and_tells_how_it_goes()
    {
        using var server = new LocalServer(LocalServer.Whole(s_contents));
        await FetchAsync(server, s_never);
        Assert.Equal(s_contents, File.ReadAllBytes(Target.Path));
        Assert.Equal(new DownloadProgress("file", 0, 300_000), _progress[0]);
        Assert.Equal(new DownloadProgress("file", 300_000, 300_000), _progress[^1]);
        Assert.Equal(_progress.Select(step => step.Bytes).Order(), _progress.Select(step => step.Bytes));
    }

    [Fact]
    public async Task Fetches_nothing_that_is_here()
    {
        File.WriteAllBytes(Target.Path, s_contents);
        using var server = new LocalServer();
        await FetchAsync(server);
        Assert.Empty(server.Asked);
    }

    [Fact]
    public async Task Replaces_a_file_that_is_wrong()
    {
        File.WriteAllText(Target.Path, "an old version");
        using var server = new LocalServer(LocalServer.Whole(s_contents));
        await FetchAsync(server);
        Assert.True(Target.IsWhole);
    }

    [Fact]
    public async Task Goes_on_where_the_connection_broke()
    {
        using var server = new LocalServer(
            LocalServer.Ranges(s_contents, cut: 100_000), LocalServer.Ranges(s_contents, cut: 50_000),
            LocalServer.Ranges(s_contents));
        await FetchAsync(server);
        Assert.True(Target.IsWhole);
        Assert.Equal([null, 100_000, 150_000], server.Asked);
        Assert.Equal(300_000, _progress.Last().Total);
    }

    [Fact]
    public async Task Goes_on_at_the_next_start()
    {
        File.WriteAllBytes(Target.Path + ".part", s_contents[..123_456]);
        using var server = new LocalServer(LocalServer.Ranges(s_contents));
        await FetchAsync(server);
        Assert.True(Target.IsWhole);
        Assert.Equal([123_456], server.Asked);
        Assert.Equal([Target.Path], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task Starts_again_with_a_server_that_does_not_know_ranges()
    {
        using var server = new LocalServer(LocalServer.Whole(s_contents, cut: 100_000), LocalServer.Whole(s_contents));
        await FetchAsync(server);
        Assert.True(Target.IsWhole);
    }

    [Fact]
    public async Task Takes_a_whole_part_for_the_file()
    {
        File.WriteAllBytes(Target.Path + ".part", s_contents);
        using var server = new LocalServer(_ => LocalServer.Status("416 Range Not Satisfiable"));
        await FetchAsync(server);
        Assert.True(Target.IsWhole);
    }

    [Fact]
    public async Task Does_not_take_another_part_than_it_asked_for()
    {
        File.WriteAllBytes(Target.Path + ".part", s_contents[..1000]);
        using var server = new LocalServer(_ => LocalServer.Ranges(s_contents)(2000));
        var error = await Assert.ThrowsAsync<IOException>(() => FetchAsync(server));
        Assert.Contains("not asked for", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deletes_and_names_what_is_another_file()
    {
        using var server = new LocalServer(LocalServer.Whole([1, 2, 3]));
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => FetchAsync(server));
        Assert.Contains(server.Address.ToString(), error.Message, StringComparison.Ordinal);
        Assert.Contains("it was deleted", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task Does_not_ask_twice_for_what_is_not_there()
    {
        using var server = new LocalServer(_ => LocalServer.Status("404 Not Found"));
        var error = await Assert.ThrowsAsync<IOException>(() => FetchAsync(server));
        Assert.Contains("404", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Single(server.Asked);
    }

    [Fact]
    public async Task Tries_again_where_the_server_is_busy()
    {
        using var server = new LocalServer(
            _ => LocalServer.Status("503 Busy"), _ => LocalServer.Status("429 Slow Down"), LocalServer.Whole(s_contents));
        await FetchAsync(server);
        Assert.True(Target.IsWhole);
    }

    [Fact]
    public async Task Does_not_wait_for_a_server_that_was_never_there()
    {
        var server = new LocalServer();
        server.Dispose();
        var error = await Assert.ThrowsAsync<IOException>(() => FetchAsync(server, s_never));
        Assert.Contains("could not be fetched", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waits_for_a_server_that_was_there_before()
    {
        File.WriteAllBytes(Target.Path + ".part", s_contents[..1000]);
        var server = new LocalServer();
        server.Dispose();
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Download.FileAsync(server.Address, Target, s_never, null, stop.Token));
        Assert.Equal(s_contents[..1000], File.ReadAllBytes(Target.Path + ".part"));
    }

    [Fact]
    public async Task Makes_the_folder_where_there_is_none()
    {
        var file = new DataFile(_folder.PathOf("cache/mnist/file"), Target.Sha256);
        using var server = new LocalServer(LocalServer.Whole(s_contents));
        await Download.FileAsync(server.Address, file);
        Assert.True(file.IsWhole);
    }

    [Fact]
    public async Task A_refused_range_is_no_file_where_nothing_is_here()
    {
        using var server = new LocalServer(_ => LocalServer.Status("416 Range Not Satisfiable"));
        var error = await Assert.ThrowsAsync<IOException>(() => FetchAsync(server));
        Assert.Contains("416", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_is_asked_for_from_its_first_byte_to_its_last()
    {
        using var server = new LocalServer(LocalServer.Ranges(s_contents, cut: 200));
        await PartAsync(server, 1000, 200, s_never);
        Assert.Equal([1000], server.Asked);
        Assert.Equal([1199], server.Last);
        Assert.Equal(s_contents[1000..1200], File.ReadAllBytes(Target.Path));
        Assert.Equal(new DownloadProgress("file", 200, 200), _progress[^1]);
    }

    [Fact]
    public async Task A_part_that_is_here_is_not_asked_for_again()
    {
        File.WriteAllBytes(Target.Path, s_contents[1000..1200]);
        using var server = new LocalServer();
        await PartAsync(server, 1000, 200, s_never);
        Assert.Empty(server.Asked);
    }

    [Fact]
    public async Task A_part_that_the_file_is_too_short_for_is_no_part()
    {
        using var server = new LocalServer([.. Enumerable.Repeat(LocalServer.Whole(s_contents[..50]), 4)]);
        var error = await Assert.ThrowsAsync<IOException>(() => PartAsync(server, 20, 1200, TimeSpan.FromMilliseconds(1)));
        Assert.EndsWith("could not be fetched: the file ends after 30 of 1,200 bytes", error.Message, StringComparison.Ordinal);
        Assert.Equal([1219, 1219, 1219, 1219], server.Last);
    }

    [Fact]
    public async Task Gives_up_after_four_attempts_and_keeps_what_came()
    {
        using var server = new LocalServer(LocalServer.Ranges(s_contents, cut: 1000));
        await Assert.ThrowsAsync<IOException>(() => FetchAsync(server));
        Assert.Equal(4, server.Asked.Count);
        Assert.Equal(s_contents[..1000], File.ReadAllBytes(Target.Path + ".part"));
    }

    [Fact]
    public async Task Stops_when_told_to_and_keeps_what_came()
    {
        using var stop = new CancellationTokenSource();
        using var server = new LocalServer(LocalServer.Whole(s_contents));
        var watcher = new Watcher(step =>
        {
            if (step.Bytes > 0)
                stop.Cancel();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Download.FileAsync(server.Address, Target, watcher, stop.Token));
        Assert.False(Target.Exists);
        var part = File.ReadAllBytes(Target.Path + ".part");
        Assert.Equal(s_contents[..part.Length], part);
        Assert.InRange(part.Length, 1, s_contents.Length - 1);
    }

    private Task FetchAsync(LocalServer server, TimeSpan? pause = null) =>
        Download.FileAsync(
            server.Address, Target, pause ?? TimeSpan.FromMilliseconds(1), new Watcher(_progress.Add), CancellationToken.None);

    private Task PartAsync(LocalServer server, long first, long count, TimeSpan pause) =>
        Download.PartAsync(
            server.Address, Target.Path, first, count, pause, new Watcher(_progress.Add), CancellationToken.None);

    /// <summary><see cref="Progress{T}"/> calls back later, on another thread; this one at once.</summary>
    private sealed class Watcher(Action<DownloadProgress> report) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => report(value);
    }
}
