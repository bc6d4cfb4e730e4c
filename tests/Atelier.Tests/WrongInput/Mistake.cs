using static TorchSharp.torch;

namespace Atelier.Tests.WrongInput;

/// <summary>One way to hand in the wrong picture, and what the refusal has to say of what came.</summary>
internal sealed record Mistake(Func<Tensor, Tensor> Make, Func<Tensor, string> Came)
{
    public static readonly Dictionary<string, Mistake> All = new()
    {
        ["bytes as floats"] = new(good => (good - good.min()) / (good.max() - good.min()) * 255, _ => "from 0 to 255"),
        ["0 … 1 for −1 … 1"] =
            new(good => (good - good.min()) / (good.max() - good.min()), _ => "from 0 to 1, but −1 … 1 is wanted"),
        ["−1 … 1 for 0 … 1"] =
            new(good => 2 * (good - good.min()) / (good.max() - good.min()) - 1, _ => "from -1 to 1, but 0 … 1 is wanted"),
        ["NaN in it"] = new(Spoilt, _ => "NaN"),
        ["whole numbers"] = new(good => (good.abs() * 255).to(int64), ShapeAndType),
        ["doubles"] = new(good => good.to(float64), ShapeAndType),
        ["a dimension less"] = new(good => good[0], ShapeAndType),
        ["a batch for one"] = new(good => stack([good, good]), ShapeAndType),
        ["empty"] = new(good => good[..0], ShapeAndType),
        ["grey for colour"] = new(good => good.mean([good.dim() - 3], keepdim: true), ShapeAndType),
        ["colour for grey"] = new(good => good.expand(-1, 3, -1, -1), ShapeAndType),
        ["channels last"] = new(good => good.movedim([good.dim() - 3], [good.dim() - 1]), ShapeAndType),
        ["one pixel"] = new(good => good.narrow(good.dim() - 1, 0, 1).narrow(good.dim() - 2, 0, 1), ShapeAndType),
        ["32 x 32"] = new(good => Images.Resize(good, 32, 32), ShapeAndType),
        ["another size"] = new(good => good.dim() == 2 ? good[..^1] : Images.Resize(good, 5, 7), ShapeAndType),
    };

    private static string ShapeAndType(Tensor came) => PictureInput.Describe(came);

    private static Tensor Spoilt(Tensor good)
    {
        var spoilt = good.clone();
        spoilt.flatten()[3] = float.NaN;
        return spoilt;
    }
}
