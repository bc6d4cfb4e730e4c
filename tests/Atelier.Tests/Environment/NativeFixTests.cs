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
        foreach (byte letter in Encoding.ASCII.GetBytes(NativeFix.VersionName))
        {
            hash = (hash << 4) + letter;
            uint top = hash & 0xf0000000;
            hash = (hash ^ (top >> 24)) & ~top;
        }

        Assert.Equal(NativeFix.VersionHash, hash);
    }

    [Fact]
    public void Torch_loads_from_the_output_folder_of_this_test()
    {
        using torch.Tensor two = torch.ones(2).sum();
        Assert.Equal(2f, two.item<float>());
    }

    [Fact]
    public void The_output_copy_is_mended_where_the_system_needs_it()
    {
        Assert.SkipUnless(HasOutputCopy, "libLibTorchSharp.so is on Linux only");
        byte[] file = File.ReadAllBytes(OutputCopy);
        int flags = Assert.NotNull(NativeFix.FindFlags(file));
        Assert.Equal(NativeFix.IsNeededHere() ? 2 : 0, BitConverter.ToUInt16(file, flags));
    }

    [Fact]
    public void Mending_changes_one_field_of_the_real_library_and_is_idempotent()
    {
        (string path, byte[] original) = UnmendedCopy();
        DateTime written = File.GetLastWriteTimeUtc(path);

        Assert.Equal(NativeFixResult.Mended, NativeFix.Mend(path));
        byte[] mended = File.ReadAllBytes(path);
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
        (string path, byte[] original) = UnmendedCopy();
        string output = Path.Combine(_folder, "output.so");
        using (var link = System.Diagnostics.Process.Start("ln", [path, output]))
        {
            link.WaitForExit();
        }

        Assert.Equal(NativeFixResult.Mended, NativeFix.Mend(output));
        Assert.Equal(original, File.ReadAllBytes(path));
    }

    [Fact]
    public void A_library_without_the_entry_is_left_alone()
    {
        (string path, byte[] original) = UnmendedCopy();
        int hash = NativeFix.FindFlags(original)!.Value - 4;
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
        byte[] file = File.ReadAllBytes(OutputCopy);
        int header = (int)BitConverter.ToUInt64(file, 0x28);
        int flags = NativeFix.FindFlags(file)!.Value;
        Gen<int> somewhere = Gen.OneOf(Gen.Int[4, 63], Gen.Int[header, file.Length - 1], Gen.Int[flags - 256, flags + 256]);
        Gen.Select(somewhere, Gen.Byte).Sample((at, value) =>
        {
            byte before = file[at];
            file[at] = value;
            NativeFix.FindFlags(file);
            file[at] = before;
        }, iter: 2_000, threads: 1);
    }

    private (string Path, byte[] Content) UnmendedCopy()
    {
        Assert.SkipUnless(HasOutputCopy, "libLibTorchSharp.so is on Linux only");
        byte[] file = File.ReadAllBytes(OutputCopy);
        file[NativeFix.FindFlags(file)!.Value] = 0;
        string path = Path.Combine(_folder, "libLibTorchSharp.so");
        File.WriteAllBytes(path, file);
        return (path, file);
    }
}
