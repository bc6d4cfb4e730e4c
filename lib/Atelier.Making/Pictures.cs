using static TorchSharp.torch;

namespace Atelier.Making;

/// <summary>Folders of pictures to learn from.</summary>
internal static class Pictures
{
    /// <summary>All pictures below a folder, none longer than a side and none smaller than a piece.</summary>
    /// <param name="folder">where to look for .jpg and .png</param>
    /// <param name="longSide">longer pictures are shrunk to this</param>
    /// <param name="piece">pictures that are less high or wide are left out</param>
    /// <returns>[3, H, W] each, in the order of their paths</returns>
    /// <exception cref="IOException">There is no such folder, or no such picture in it.</exception>
    public static Tensor[] Load(string folder, long longSide, long piece)
    {
        Tensor[] pictures =
        [
            .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(path => Path.GetExtension(path).ToLowerInvariant() is ".jpg" or ".jpeg" or ".png")
                .Order(StringComparer.Ordinal)
                .Select(path => Load(path, longSide))
                .Where(picture => picture.shape[1] >= piece && picture.shape[2] >= piece),
        ];
        return pictures.Length > 0 ? pictures : throw new FileNotFoundException(
            $"There is no picture below {folder} (.jpg, .png) that is at least {piece} pixels high and wide.");
    }

    /// <summary>One picture, no longer than a side.</summary>
    public static Tensor Load(string path, long longSide)
    {
        using var scope = NewDisposeScope();
        var picture = Images.Load(path);
        return (picture.shape.Max() > longSide ? Images.Resize(picture, longSide) : picture).MoveToOuterDisposeScope();
    }
}
