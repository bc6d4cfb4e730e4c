using System.Net;
using System.Net.Http.Headers;

namespace Atelier;

/// <summary>
/// Downloads that can be trusted: a file appears under its name only when it is whole and its checksum is right; an interrupted
/// one goes on where it stopped, now or at the next start; a failure that may pass is tried again.
/// </summary>
internal static class Download
{
    private const int Attempts = 4;
    private static readonly TimeSpan s_stalled = TimeSpan.FromSeconds(30);
    private static readonly HttpClient s_http = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5) })
    {
        Timeout = Timeout.InfiniteTimeSpan, // A long download is no failure; one that stands still is.
    };

    /// <summary>Fetches a file, unless it is there already.</summary>
    /// <param name="source">an http or https address</param>
    /// <param name="file">where it goes, and its checksum; what has come so far is beside it, as <c>.part</c></param>
    /// <param name="progress">told how many bytes are here</param>
    /// <param name="cancellation">stops the download; what has come is kept for the next time</param>
    /// <exception cref="IOException">The file could not be had.</exception>
    /// <exception cref="InvalidDataException">Another file came than the expected one; it was deleted.</exception>
    public static Task FileAsync(
        Uri source, DataFile file, IProgress<DownloadProgress>? progress = null, CancellationToken cancellation = default) =>
        FileAsync(source, file, TimeSpan.FromSeconds(0.5), progress, cancellation);

    internal static async Task FileAsync(
        Uri source, DataFile file, TimeSpan pause, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        var part = file.Path + ".part";
        await RepeatAsync(source, part, pause, FetchAsync, cancellation).ConfigureAwait(false);

        async Task FetchAsync()
        {
            if (file.IsWhole)
                return;
            await ContinueAsync(source, part, 0, null, Report(file.Name, progress), cancellation).ConfigureAwait(false);
            file.Accept(part, source.ToString());
        }
    }

    /// <summary>Fetches some bytes of a file into a file of their own, or those of them that are not there yet.</summary>
    /// <param name="source">
    /// an http or https address; a server that does not know ranges has to send what stands before them too
    /// </param>
    /// <param name="path">where they go; nobody checks what is there already</param>
    /// <param name="first">the first byte</param>
    /// <param name="count">how many bytes</param>
    /// <param name="pause">how long to wait before the second attempt; it doubles each time</param>
    /// <param name="progress">told how many bytes are here</param>
    /// <param name="cancellation">stops the download; what has come is kept for the next time</param>
    /// <exception cref="IOException">They could not be had.</exception>
    internal static Task PartAsync(
        Uri source, string path, long first, long count, TimeSpan pause,
        IProgress<DownloadProgress>? progress, CancellationToken cancellation) =>
        RepeatAsync(
            source, path, pause,
            () => ContinueAsync(source, path, first, count, Report(Path.GetFileName(path), progress), cancellation),
            cancellation);

    private static async Task RepeatAsync(Uri source, string part, TimeSpan pause, Func<Task> fetch,
        CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(part))!);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await fetch().ConfigureAwait(false);
                return;
            }
            catch (Exception error) when (attempt < Attempts && MayPass(error, part))
            {
                await Task.Delay(pause * Math.Pow(2, attempt - 1), cancellation).ConfigureAwait(false);
            }
            catch (Exception error) when (error is HttpRequestException or IOException)
            {
                throw new IOException($"{source} could not be fetched: {error.Message}", error);
            }
        }
    }

    private static Action<long, long?> Report(string name, IProgress<DownloadProgress>? progress) =>
        (bytes, total) => progress?.Report(new DownloadProgress(name, bytes, total));

    /// <summary>Asks for the bytes after those in <paramref name="part"/> and appends them.</summary>
    /// <param name="source">the whole file</param>
    /// <param name="part">the bytes from <paramref name="first"/> on that are here</param>
    /// <param name="first">where the part begins in the file</param>
    /// <param name="count">how long the part is to be; to the file's end without it</param>
    /// <param name="report">told of the bytes that are here, and of all</param>
    /// <param name="cancellation">stops it</param>
    private static async Task ContinueAsync(
        Uri source, string part, long first, long? count, Action<long, long?> report, CancellationToken cancellation)
    {
        // Open for one process alone: two that want the same file take turns.
        using var file = new FileStream(part, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        if (file.Length == count)
            return;
        using var request = new HttpRequestMessage(HttpMethod.Get, source);
        var wanted = first + file.Length;
        if (wanted > 0 || count is not null)
            request.Headers.Range = new RangeHeaderValue(wanted, first + count - 1);

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(s_stalled);
        try
        {
            using var response = await s_http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token)
                .ConfigureAwait(false);
            // Nothing follows what is here: the checksum will tell whether that is the file.
            if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && file.Length > 0 && count is null)
                return;
            response.EnsureSuccessStatusCode();
            var from = StartOf(response, wanted);
            file.SetLength(Math.Max(0, from - first));
            file.Seek(0, SeekOrigin.End);
            await AppendAsync(response, file, skip: Math.Max(0, first - from), count, report, patience).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new IOException($"nothing came for {s_stalled.TotalSeconds:0} seconds");
        }
    }

    /// <summary>Where in the file the answer begins: at 0 from a server that does not know ranges.</summary>
    private static long StartOf(HttpResponseMessage response, long wanted) =>
        response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == wanted ? wanted
        : response.StatusCode == HttpStatusCode.OK ? 0
        : throw new HttpRequestException("the server answered with a part that was not asked for", null, response.StatusCode);

    private static async Task AppendAsync(
        HttpResponseMessage response, FileStream file, long skip, long? count, Action<long, long?> report,
        CancellationTokenSource patience)
    {
        var total = count ?? file.Length + response.Content.Headers.ContentLength;
        var stream = await response.Content.ReadAsStreamAsync(patience.Token).ConfigureAwait(false);
        var buffer = new byte[1 << 16];
        report(file.Length, total);
        while (file.Length != count && await stream.ReadAsync(buffer, patience.Token).ConfigureAwait(false) is > 0 and var read)
        {
            patience.CancelAfter(s_stalled);
            var skipped = (int)Math.Min(skip, read);
            skip -= skipped;
            var kept = (int)Math.Min(read - skipped, (count ?? long.MaxValue) - file.Length);
            await file.WriteAsync(buffer.AsMemory(skipped, kept), patience.Token).ConfigureAwait(false);
            report(file.Length, total);
        }
        if (file.Length < count)
            throw new IOException($"the file ends after {file.Length:n0} of {count:n0} bytes");
    }

    // A broken connection, a server that is busy: yes. A refusal (404), a server that was never reached: no.
    private static bool MayPass(Exception error, string part) => error switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError } =>
            new FileInfo(part).Length > 0,
        HttpRequestException { StatusCode: HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests } => true,
        HttpRequestException { StatusCode: { } code } => (int)code >= 500,
        HttpRequestException or IOException => true,
        _ => false,
    };
}
