namespace Atelier;

/// <summary>The four files of MNIST in one place.</summary>
internal sealed class MnistFiles
{
    // name; sha256 of the file; sha256 of the packed file in data/mnist-sample
    private static readonly (string Name, string Full, string Sample)[] s_known =
    [
        ("train-images-idx3-ubyte",
            "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
            "e2bb572615c43a329273c8a92711fb505df2ca8b91c23d9b783b90ab5b5517d9"),
        ("train-labels-idx1-ubyte",
            "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
            "a13c4aa17d36294bd089bdb172e5bb1b5133698ca83db11661434ae2acbe040e"),
        ("t10k-images-idx3-ubyte",
            "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
            "94414a7603d86c34bb9d797264f41a33bfaecd58ba20b9500839ab53fddbd0df"),
        ("t10k-labels-idx1-ubyte",
            "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
            "e983fe7e54ede7098012445ffde461f8b288242f9d3115af333aa682a6c76c57"),
    ];

    private static bool s_outOfReach;

    private MnistFiles(string source, IEnumerable<DataFile> files) => (Source, Files) = (source, [.. files]);

    /// <summary>The full set: 60 000 digits to train on and 10 000 to test with, in the cache.</summary>
    public static MnistFiles Full => FullIn(Path.Combine(CoursePaths.Cache, "mnist"));

    /// <summary>The small set that comes with the course: 2 000 and 500, balanced.</summary>
    public static MnistFiles Sample => new(
        "the course's own sample, since the full set is neither in data/cache nor within reach (./course data says why)",
        s_known.Select(known => new DataFile(Path.Combine(CoursePaths.Data, "mnist-sample", known.Name + ".gz"), known.Sample)));

    /// <summary>Where they come from, for people.</summary>
    public string Source { get; }

    /// <summary>Images and labels to train on, then those to test with.</summary>
    public IReadOnlyList<DataFile> Files { get; }

    /// <summary>Whether all four are there with the right contents.</summary>
    public bool AreHere => Files.All(file => file.IsWhole);

    /// <summary>The full set if it is in the cache or can be fetched, else the sample.</summary>
    /// <param name="cancellation">stops a download</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static MnistFiles Find(CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var full = Full;
        if (full.AreHere)
            return full;
        if (s_outOfReach) // Asked once already: a notebook's next data set does not wait for it again.
            return Sample;
        try
        {
            MnistSources.FetchAsync(full, cancellation: cancellation).GetAwaiter().GetResult();
            return full;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            s_outOfReach = true;
            return Sample;
        }
    }

    internal static MnistFiles FullIn(string folder) => new(
        "the full set", s_known.Select(known => new DataFile(Path.Combine(folder, known.Name), known.Full)));

    /// <param name="name">how the file's name begins</param>
    internal string PathOf(string name) => Files.First(file => file.Name.StartsWith(name, StringComparison.Ordinal)).Path;
}
