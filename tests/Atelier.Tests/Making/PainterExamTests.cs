using Atelier.Making;
using Atelier.Tests.Painting;
using static TorchSharp.torch;

namespace Atelier.Tests.Making;

public class PainterExamTests
{
    private static readonly PerceptualSettings s_settings = new()
    {
        Beta = 5,
        ContentLayer = "relu2_1",
        StyleLayers = ["relu1_1", "relu2_1"],
    };

    /// <summary>A painter that hands the photo on is as good as the photo, and steps on the pixels lower the loss.</summary>
    [Fact]
    public void A_painter_is_judged_as_its_picture_and_beside_more_and_more_steps()
    {
        using var scope = NewDisposeScope();
        using var vgg = TinyVgg.Network("conv2_1");
        using var nothing = nn.Identity();
        var saved = new List<string>();
        var exam = new PainterExam(vgg, TinyVgg.Picture(48, 64), s_settings, side: 64);
        PainterExam.Row[] rows = [.. exam.Rows(nothing, (_, photo) => saved.Add(photo), CancellationToken.None)];
        Assert.Equal(["chelsea", "cincinnati-bridge", "coffee"], saved);
        Assert.All(rows.GroupBy(row => row.Photo), of =>
        {
            PainterExam.Row[] all = [.. of];
            Assert.Equal(["the photo", "one pass", "50 steps", "100 steps", "150 steps"], all.Select(row => row.Picture));
            Assert.Equal(0, all[0].Content);
            Assert.Equal(1, all[0].EdgesKept, 1e-6);
            Assert.Equal(all[0] with { Picture = "one pass" }, all[1]);
            float total(int i) => all[i].Content + (float)s_settings.Beta * all[i].Style;
            Assert.True(total(2) < total(1) && total(4) < total(2), string.Join('\n', rows.Select(row => row.ToString())));
        });
    }
}
