using TorchSharp;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// Looks at the pictures that someone hands in, and says in plain words what came, what is wanted and what to do. Shapes and
/// types cost nothing to look at; <see cref="Values"/> reads every pixel, so it stands at the door of a training or a painting
/// and not in its steps.
/// </summary>
internal static class PictureInput
{
    private const double Slack = 0.5; // a picture in the making may leave its range a little; another range leaves it by more

    /// <summary>One picture, [channels, H, W].</summary>
    /// <param name="picture">what came</param>
    /// <param name="what">what it is for, as in "The photo"</param>
    /// <param name="channels">3 for colour, 1 for grey</param>
    /// <param name="least">the fewest pixels of a side</param>
    /// <param name="type">the type of the weights that it meets</param>
    public static void One(Tensor picture, string what, long channels = 3, long least = 1, ScalarType type = ScalarType.Float32)
    {
        var wanted = $"one picture, [{channels}, H, W], is wanted";
        CheckType(picture, what, wanted, type);
        if (picture.dim() != 3)
            throw Refusal(picture, what, wanted, picture.dim() switch
            {
                4 => "It is a batch: take one of it, x[0].",
                2 => $"It lacks the channels: x.unsqueeze(0){(channels == 1 ? "" : $".expand({channels}, -1, -1)")}.",
                _ => "",
            });
        CheckChannels(picture, what, wanted, channels);
        CheckSides(picture, what, wanted, least);
    }

    /// <summary>A batch of pictures, [N, channels, H, W].</summary>
    /// <param name="pictures">what came</param>
    /// <param name="what">what they are for, as in "The photos"</param>
    /// <param name="channels">3 for colour, 1 for grey</param>
    /// <param name="least">the fewest pixels of a side</param>
    /// <param name="side">pixels of every side, where only such pictures will do</param>
    /// <param name="type">the type of the weights that they meet</param>
    public static void Batch(
        Tensor pictures, string what, long channels, long least = 1, long? side = null, ScalarType type = ScalarType.Float32)
    {
        var (height, width) = side is { } s ? ($"{s}", $"{s}") : ("H", "W");
        var wanted = $"a batch of pictures, [N, {channels}, {height}, {width}], is wanted";
        CheckType(pictures, what, wanted, type);
        if (pictures.dim() != 4)
            throw Refusal(pictures, what, wanted, pictures.dim() switch
            {
                3 when pictures.shape[0] == channels => "It lacks the dimension of the batch: x.unsqueeze(0).",
                3 => "It lacks the channels: x.unsqueeze(1).",
                2 => "It lacks the dimensions of batch and channels: x.unsqueeze(0).unsqueeze(0).",
                _ => "",
            });
        CheckChannels(pictures, what, wanted, channels);
        CheckSides(pictures, what, wanted, least);
        if (side is { } exact && (pictures.shape[2] != exact || pictures.shape[3] != exact))
            throw Refusal(pictures, what, wanted, $"Images.Resize(x, {exact}, {exact}) makes them fit.");
    }

    /// <summary>
    /// All values are finite, and lie in the range or not far outside. Where −1 … 1 is wanted, pictures from 0 to 1 are refused:
    /// their black would be taken for grey.
    /// </summary>
    /// <param name="pictures">what came, any shape</param>
    /// <param name="what">what it is for</param>
    /// <param name="from">black: 0 or −1</param>
    public static void Values(Tensor pictures, string what, int from = 0)
    {
        Finite(pictures, what);
        var (low, high) = Ends(pictures);
        if (low < from - Slack || high > 1 + Slack || (from < 0 && IsFromZero(low, high)))
            throw new ArgumentException(
                $"{what} came as values from {low:g4} to {high:g4}, but {(from < 0 ? "−1" : "0")} … 1 is wanted. {Remedy(low, high, from)}");
    }

    /// <summary>All values are finite; any range.</summary>
    /// <param name="values">what came, any shape</param>
    /// <param name="what">what it is for</param>
    public static void Finite(Tensor values, string what)
    {
        if (NotFinite(values) is > 0 and var bad)
            throw new ArgumentException(
                $"{what} came with {bad:n0} of {values.numel():n0} values that are no finite numbers (NaN or ∞), but numbers are wanted. "
                + "Look where they come from: a training that diverged, a division by 0, the logarithm of 0.");
    }

    /// <summary>How many values are NaN or infinite.</summary>
    public static long NotFinite(Tensor values)
    {
        using var scope = NewDisposeScope();
        // The sum is not finite where a value is not (or, rarely, where it overflows): one cheap pass for what is mostly fine.
        return double.IsFinite(values.detach().sum(ScalarType.Float64).ToDouble())
            ? 0 : values.detach().isfinite().logical_not().sum().ToInt64();
    }

    /// <summary>The lowest and the highest value.</summary>
    public static (double Low, double High) Ends(Tensor values)
    {
        using var scope = NewDisposeScope();
        var ends = stack([values.detach().min(), values.detach().max()]).to(float64).cpu().data<double>();
        return (ends[0], ends[1]);
    }

    /// <summary>A shape and a type, as in "[3, 20, 30] float32".</summary>
    public static string Describe(Tensor tensor) => $"{Shapes.Text(tensor)} {tensor.dtype.ToString().ToLowerInvariant()}";

    /// <summary>The refusal of what came.</summary>
    public static ArgumentException Refusal(Tensor came, string what, string wanted, string remedy) =>
        new($"{what} came as {Describe(came)}, but {wanted}. {remedy}".TrimEnd());

    private static void CheckType(Tensor x, string what, string wanted, ScalarType type)
    {
        ArgumentNullException.ThrowIfNull(x, what);
        if (x.numel() == 0)
            throw Refusal(x, what, wanted, "It is empty.");
        if (!x.is_floating_point())
            throw Refusal(x, what, $"{wanted} as float32", "Bytes 0 … 255 become 0 … 1 by x.to(float32) / 255.");
        if (x.dtype == float64 && type != float64)
            throw Refusal(x, what, $"{wanted} as float32", "x.to(float32) makes it fit.");
    }

    private static void CheckChannels(Tensor x, string what, string wanted, long channels)
    {
        var place = (int)x.dim() - 3;
        if (x.shape[place] == channels)
            return;
        var before = place == 0 ? "" : "-1, ";
        throw Refusal(x, what, wanted, (x.shape[place], channels) switch
        {
            _ when x.shape[^1] == channels =>
                $"The channels come before height and width: x.permute({(place == 0 ? "2, 0, 1" : "0, 3, 1, 2")}).",
            (1, 3) => $"It is grey: x.expand({before}3, -1, -1) repeats its channel.",
            (3, 1) => $"It has colours: x.mean([{place}], keepdim: true) makes it grey.",
            (4, 3) => $"The fourth channel may be opacity: leave it out, x.narrow({place}, 0, 3).",
            _ => "",
        });
    }

    private static void CheckSides(Tensor x, string what, string wanted, long least)
    {
        if (Math.Min(x.shape[^2], x.shape[^1]) < least)
            throw Refusal(
                x, what, $"{wanted} with at least {least} pixels on each side",
                "Take a larger one, or enlarge it: Images.Resize(x, height, width).");
    }

    /// <summary>
    /// Black at 0 and white at 1, as far as values can tell: no part is black at −1, and not all of it is bright.
    /// </summary>
    private static bool IsFromZero(double low, double high) => low is >= 0 and < Slack && high is > Slack and <= 1 + Slack;

    private static string Remedy(double low, double high, int from) => (from, low, high) switch
    {
        (-1, _, _) when IsFromZero(low, high) => "They look like 0 … 1: 2 * x - 1.",
        (0, >= -Slack, <= 256) => "They look like bytes, 0 … 255: divide by 255.",
        (-1, >= -Slack, <= 256) => "They look like bytes, 0 … 255: x / 127.5 - 1, or leave them as bytes where bytes are taken.",
        (0, >= -1 - Slack, <= 1 + Slack) => "They look like −1 … 1: (x + 1) / 2.",
        _ => $"x.clamp({from}, 1) cuts off what lies outside.",
    };
}
