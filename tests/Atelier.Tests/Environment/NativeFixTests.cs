using System.Text;
using Atelier.Setup;
using CsCheck;
using TorchSharp;

namespace Atelier.Tests.Environment;

public sealed class NativeFixTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("native-fix-").FullName;

    private static string OutputCopy => Path.Combine(AppContext.BaseDirectory, "libLibTorchSharp.so");

    private static bool HasOutputCopy => OperatingSystem.IsLinux() && File.Exists(OutputCopy);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_hash_is_the_System_V_hash_of_the_version_name()
    {
        uint hash = 0;
        foreach (var letter in Encoding.ASCII.GetBytes(NativeFix.VersionName))
        {
            hash = (hash << 4) + letter;
            var top = hash & 0xf0000000;
            hash = (hash ^ (top >> 24)) & ~top;
        }

        Assert.Equal(NativeFix.VersionHash, hash);
    }

    [Fact]
    public void Torch_loads_from_the_output_folder_of_this_test()
    {
        using var two = torch.ones(2).sum();
        Assert.Equal(2f, two.item<float>());
    }

    [Fact]
    public void The_output_copy_is_mended_where_the_system_needs_it()
    {
        Assert.SkipUnless(HasOutputCopy, "libLibTorchSharp.so is on Linux only");
        var file = File.ReadAllBytes(OutputCopy);
        var flags = Assert.NotNull(NativeFix.FindFlags(file));
        Assert.Equal(NativeFix.IsNeededHere() ? 2 : 0, BitConverter.ToUInt16(file, flags));
    }

    [Fact]
    public void Mending_changes_one_field_of_the_real_library_and_is_idempotent()
    {
        (var path, var original) = UnmendedCopy();
        var written = File.GetLastWriteTimeUtc(path);

        Assert.Equal(NativeFixResult.Mended, NativeFix.Mend(path));
        var mended = File.ReadAllBytes(path);
        int[] changed = [.. Enumerable.Range(0, original.Length).Where(i => original[i] != mended[i])];
        Assert.Equal([NativeFix.FindFlags(original)!.Value], changed);
        Assert.Equal(written, File.GetLastWriteTimeUtc(path));

        Assert.Equal(NativeFixResult.AlreadyMended, NativeFix.Mend(path));
        Assert.Equal(mended, File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_file_that_is_linked_into_the_output_is_left_as_it_was()
    {
        (var path, var original) = UnmendedCopy();
        var output = Path.Combine(_folder, "output.so");
        using (var link = System.Diagnostics.Process.Start("ln", [path, output]))
            link.WaitForExit();

        Assert.Equal(NativeFixResult.Mended, NativeFix.Mend(output));
        Assert.Equal(original, File.ReadAllBytes(path));
    }

    [Fact]
    public void A_library_without_the_entry_is_left_alone()
    {
        (var path, var original) = UnmendedCopy();
        var hash = NativeFix.FindFlags(original)!.Value - 4;
        original[hash] ^= 1;
        File.WriteAllBytes(path, original);

        Assert.Equal(NativeFixResult.NotFound, NativeFix.Mend(path));
        Assert.Equal(original, File.ReadAllBytes(path));
    }

    [Fact]
    public void What_is_no_elf_file_is_left_alone() => Assert.Null(NativeFix.FindFlags("MZ no elf"u8));

    [Fact]
    public void A_damaged_header_never_throws()
    {
        Assert.SkipUnless(HasOutputCopy, "libLibTorchSharp.so is on Linux only");
        var file = File.ReadAllBytes(OutputCopy);
        var header = (int)BitConverter.ToUInt64(file, 0x28);
        var flags = NativeFix.FindFlags(file)!.Value;
        var somewhere = Gen.OneOf(Gen.Int[4, 63], Gen.Int[header, file.Length - 1], Gen.Int[flags - 256, flags + 256]);
        Gen.Select(somewhere, Gen.Byte).Sample((at, value) =>
        {
            var before = file[at];
            file[at] = value;
            NativeFix.FindFlags(file);
            file[at] = before;
        }, iter: 2_000, threads: 1);
    }

    private (string Path, byte[] Content) UnmendedCopy()
    {
        Assert.SkipUnless(HasOutputCopy, "libLibTorchSharp.so is on Linux only");
        var file = File.ReadAllBytes(OutputCopy);
        file[NativeFix.FindFlags(file)!.Value] = 0;
        var path = Path.Combine(_folder, "libLibTorchSharp.so");
        File.WriteAllBytes(path, file);
        return (path, file);
    }
}
