namespace Atelier.Engine.Tests.Session;

/// <summary>C++ exceptions that nothing catches: they ended the process, and with it a student's session.</summary>
public sealed class NativeFailureTests : SessionTests
{
    private const string Throw = """
        using System.Runtime.InteropServices;
        [DllImport("libstdc++.so.6", EntryPoint = "_ZSt20__throw_length_errorPKc")] static extern void Throw(string what);
        [DllImport("libstdc++.so.6", EntryPoint = "_ZSt17__throw_bad_allocv")] static extern void ThrowBadAlloc();
        var kept = 42;
        """;

    [Fact]
    public async Task The_cell_ends_with_the_text_and_the_session_goes_on()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "libstdc++ is on Linux");
        Assert.Null((await Run(Throw)).Error);
        for (var i = 0; i < 20; i++)
        {
            Assert.StartsWith($"too long by {i} (Native code refused",
                (await Run($"Throw(\"too long by {i}\");")).Error!.Message);
            Assert.StartsWith("std::bad_alloc", (await Run("ThrowBadAlloc();")).Error!.Message);
            Assert.Equal("42", await Value("GC.Collect(); GC.WaitForPendingFinalizers(); kept"));
        }
    }

    /// <summary>As libtorch's autograd does: the exception lies elsewhere than where it was thrown last.</summary>
    [Fact]
    public async Task So_it_does_where_an_exception_was_kept_and_thrown_again()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "libstdc++ is on Linux");
        Assert.Null((await Run(Throw)).Error);
        Assert.Null((await Run("""
            const string Library = "libstdc++.so.6";
            [DllImport(Library)] static extern nint __cxa_allocate_exception(nuint size);
            [DllImport(Library)] static extern nint __cxa_init_primary_exception(nint thrown, nint type, nint destructor);
            [DllImport(Library, EntryPoint = "_ZNSt13runtime_errorC1EPKc")] static extern void Construct(nint error, string what);
            [DllImport(Library, EntryPoint = "_ZSt17rethrow_exceptionNSt15__exception_ptr13exception_ptrE")] static extern void Rethrow(ref nint kept);
            unsafe void ThrowAgain(string what)
            {
                var type = NativeLibrary.GetExport(NativeLibrary.Load(Library), "_ZTISt13runtime_error");
                var error = __cxa_allocate_exception(16);
                Construct(error, what);
                *(int*)__cxa_init_primary_exception(error, type, 0) = 1; // how many hold it
                Rethrow(ref error);
            }
            """)).Error);
        for (var i = 0; i < 3; i++)
        {
            Assert.StartsWith($"again {i} (Native code refused", (await Run($"ThrowAgain(\"again {i}\");")).Error?.Message);
            Assert.Equal("42", await Value("kept"));
        }
    }

    [Fact]
    public async Task What_a_cell_has_left_running_complains_and_no_later_cell_fails()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "libstdc++ is on Linux");
        Assert.Null((await Run(Throw)).Error);
        Assert.Null((await Run("_ = Task.Run(async () => { await Task.Delay(100); Throw(\"late\"); });")).Error);
        await Task.Delay(500, TestContext.Current.CancellationToken);
        Assert.Equal("42", await Value("kept"));
        Assert.Contains("late", Output.StandardError);
    }

    [Theory]
    [InlineData("await Task.Run(() => Throw(\"elsewhere\"));")]
    [InlineData("var t = new System.Threading.Thread(() => Throw(\"elsewhere\")); t.Start(); t.Join();")]
    [InlineData("await Task.Yield(); Throw(\"elsewhere\");")]
    [InlineData("lock (\"x\") { try { Throw(\"elsewhere\"); } catch { } finally { Console.WriteLine(1); } }")]
    public async Task So_it_does_where_the_cell_called_it_on_another_thread(string code)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "libstdc++ is on Linux");
        Assert.Null((await Run(Throw)).Error);
        Assert.StartsWith("elsewhere", (await Run(code)).Error!.Message);
        Assert.Equal("42", await Value("kept"));
    }
}
