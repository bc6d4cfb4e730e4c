using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Atelier.Tests.Torch;

[Collection(nameof(Alone))]
public sealed class ConvolutionsTests
{
    private static readonly ConvolutionCheck s_wrong = new((1, 1), (1, 0));

    [Fact]
    public void This_machine_computes_right()
    {
        Assert.NotEqual(ConvolutionState.Wrong, Convolutions.State);
        Assert.True(ConvolutionCheck.Run(2).IsRight);
    }

    [Fact]
    public void A_machine_that_hides_its_caches_is_mended()
    {
        Assert.SkipUnless(OneDnnCaches.AreHidden(), "this processor tells its caches");
        Assert.Equal(ConvolutionState.Mended, Convolutions.State);
        Assert.Contains("mended", new NotebookStart().ToString());
    }

    [Fact]
    public void One_that_tells_them_is_left_alone()
    {
        Assert.SkipWhen(OneDnnCaches.AreHidden(), "this processor hides its caches");
        Assert.Equal(ConvolutionState.Right, Convolutions.State);
        Assert.DoesNotContain("convolutions", new NotebookStart().ToString());
    }

    [Fact]
    public void Nothing_is_looked_for_where_caches_are_told() => Assert.Equal(
        ConvolutionState.Right,
        Convolutions.Cure(false, NotCalled<bool>, () => NotCalled<int>(), _ => NotCalled<ConvolutionCheck>()).State);

    // As on a later oneDNN: the leaf is empty, the pattern is not there, and all is well.
    [Fact]
    public void Right_without_a_mend_needs_nothing()
    {
        Assert.Equal(
            ConvolutionState.Right,
            Convolutions.Cure(true, OneDnnCaches.Mend, () => NotCalled<int>(), _ => ConvolutionCheck.Run(3)).State);
        Assert.False(OneDnnCaches.Mend()); // this process was mended at its start, or never needed to be
    }

    [Fact]
    public void Where_the_mend_does_not_take_one_dnn_is_switched_off()
    {
        try
        {
            var checks = 0;
            var (state, _) = Convolutions.Cure(
                true, () => true, () => TorchContext.UseOneDnn(false),
                round => checks++ == 0 ? s_wrong : ConvolutionCheck.Run(4 + round));

            Assert.Equal(ConvolutionState.WithoutOneDnn, state);
            Assert.Contains("slower", Convolutions.Describe(state, null));
        }
        finally
        {
            TorchContext.UseOneDnn(true);
        }
    }

    [Fact]
    public void A_machine_that_stays_wrong_refuses_to_train_on_its_processor_alone()
    {
        var (state, difference) = Convolutions.Cure(true, () => true, () => { }, _ => s_wrong);

        var refusal = Assert.Throws<InvalidOperationException>(() => Convolutions.Require(CPU, state, difference));
        Assert.StartsWith("torch computes convolutions wrongly on this machine (expected 1 and 1, got 1 and 0)", refusal.Message);
        Convolutions.Require(new Device(DeviceType.CUDA, 0), state, difference);
    }

    // What oneDNN does there: the last channels of a block are zeros in place of weights.
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 25)]
    public void A_planted_wrong_convolution_is_found(int dimension, long channels)
    {
        Tensor Lacking(Tensor x, Tensor weight)
        {
            var lacking = weight.clone();
            if (weight.shape[dimension] == channels)
                lacking.narrow(dimension, channels - 1, 1).zero_();
            return nn.functional.conv2d(x, lacking, padding: [1L, 2]);
        }

        Assert.False(ConvolutionCheck.Run(0, Lacking).IsRight);
    }

    [Fact]
    public unsafe void The_description_is_found_where_it_is_and_nowhere_else()
    {
        const int places = 200, at = 80; // words of 32 bits
        var memory = (uint*)NativeMemory.AlignedAlloc(places * sizeof(uint), sizeof(ulong));
        try
        {
            var words = new Span<uint>(memory, places);
            List<nint> Found() => [.. OneDnnCaches.Find((nuint)memory, (nuint)(memory + places))];

            words.Clear();
            Assert.Empty(Found());

            Describe(words[at..]);
            Assert.Equal([(nint)(memory + at)], Found());

            for (var word = 5; word <= 27; word++)
            {
                Describe(words[at..]);
                words[at + word] = 70_000;
                Assert.Empty(Found());
            }
        }
        finally
        {
            NativeMemory.AlignedFree(memory);
        }
    }

    // Any AMD processor can be made to look like one that hides its caches: by the same words, the other way round.
    [Fact]
    public void What_a_hidden_cache_breaks_is_mended()
    {
        Assert.SkipUnless(OneDnnDescription.Find() is { Count: 1 },
            "oneDNN's description of this processor is not found: no AMD, or another libtorch");
        var description = OneDnnDescription.Find()[0];
        var before = description.Save();
        try
        {
            description.HideCaches();
            Assert.False(ConvolutionCheck.Run(40).IsRight);

            Assert.True(OneDnnCaches.Mend());
            Assert.True(ConvolutionCheck.Run(41).IsRight);
        }
        finally
        {
            description.Restore(before);
        }
        Assert.True(ConvolutionCheck.Run(42).IsRight);
    }

    [Fact]
    public void A_single_picture_comes_out_the_same_with_and_without_nnpack()
    {
        using var scope = NewDisposeScope();
        Tensor x = randn(1, 6, 32, 32), weight = randn(16, 6, 3, 3);
        Assert.Equal(TorchContext.NnPackWorks(), TorchContext.NnPackWorks()); // asking again changes nothing
        var with = nn.functional.conv2d(x, weight);
        try
        {
            TorchContext.UseNnPack(false);
            Assert.True(nn.functional.conv2d(x, weight).allclose(with, rtol: 1e-4, atol: 1e-4));
        }
        finally
        {
            TorchContext.UseNnPack(TorchContext.NnPackWorks());
        }
    }

    [Fact]
    public void The_check_leaves_threads_and_gradients_as_they_were()
    {
        var threads = get_num_threads();
        using (no_grad())
        {
            ConvolutionCheck.Run(5);
            Assert.False(is_grad_enabled());
        }
        Assert.Equal(threads, get_num_threads());
    }

    private static void Describe(Span<uint> words)
    {
        words[..28].Clear();
        words[0] = 1u << 25; // AMD
        words[5] = words[6] = 2; // cores
        words.Slice(7, 3).Fill(1); // bytes of cache
        words.Slice(17, 3).Fill(1); // cores that share it
        words[27] = 3; // caches
    }

    private static T NotCalled<T>() => throw new InvalidOperationException("Nothing was to be done.");
}
