using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// Pictures as tensors: <c>[3, H, W]</c>, RGB, float32 in 0 … 1, on the CPU. The arithmetic is torch's.
/// </summary>
public static class Images
{
    /// <summary>A picture of more pixels than this is refused before it is decoded.</summary>
    public const long MaxPixels = 64_000_000;

    /// <summary>Loads a picture, upright (its EXIF orientation is honoured); transparent parts are laid on white.</summary>
    /// <param name="path">a PNG, JPEG, GIF, BMP or WebP file; it is also looked for in the course's <c>data/images</c></param>
    /// <returns>[3, H, W], RGB in 0 … 1</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is no picture, not whole, or over <see cref="MaxPixels"/> pixels.</exception>
    public static Tensor Load(string path) => Load(File.ReadAllBytes(FindFile(path)), Path.GetFileName(path));

    /// <summary>Loads a picture from a stream. <inheritdoc cref="Load(string)" path="/summary"/></summary>
    /// <param name="stream">the bytes of a picture's file</param>
    /// <returns>[3, H, W], RGB in 0 … 1</returns>
    /// <exception cref="InvalidDataException">As for <see cref="Load(string)"/>.</exception>
    public static Tensor Load(Stream stream)
    {
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return Load(bytes.ToArray());
    }

    /// <summary>Loads a picture from memory. <inheritdoc cref="Load(string)" path="/summary"/></summary>
    /// <param name="file">the bytes of a picture's file</param>
    /// <param name="name">what to call it in an error</param>
    /// <returns>[3, H, W], RGB in 0 … 1</returns>
    /// <exception cref="InvalidDataException">As for <see cref="Load(string)"/>.</exception>
    public static Tensor Load(byte[] file, string name = "the picture")
    {
        using var scope = NewDisposeScope();
        var picture = file.Length == 0 ? throw PictureFile.NoPicture(name) : PictureFile.Decode(file, name);
        var rgba = empty([picture.Height, picture.Width, 4], ScalarType.Byte);
        picture.Rgba.CopyTo(rgba.bytes);
        var x = rgba.permute(2, 0, 1).to(float32) / 255;
        var (colour, opacity) = (x[..3], x[3..]);
        var onWhite = colour * opacity + (1 - opacity);
        return Upright(onWhite, picture.Orientation).contiguous().MoveToOuterDisposeScope();
    }

    /// <summary>Saves a picture as PNG (exact to 8 bits) or JPEG (quality 92), by the name's extension.</summary>
    /// <param name="image">[3, H, W], [1, H, W] or [H, W] in 0 … 1; values a little outside are clamped</param>
    /// <param name="path">a name that ends in .png, .jpg or .jpeg; its folder is made where there is none</param>
    /// <exception cref="ArgumentException">The image has another shape or range, or holds NaN: nothing is written.</exception>
    public static void Save(Tensor image, string path)
    {
        Check(image);
        PictureInput.Values(image, "The image");
        var file = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".png" => ToPng(image),
            ".jpg" or ".jpeg" => ToJpeg(image),
            var other => throw new ArgumentException($"{path}: pictures are saved as .png, .jpg or .jpeg, not as '{other}'."),
        };
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllBytes(path, file);
    }

    /// <summary>The bytes of a PNG file.</summary>
    /// <param name="image">[3, H, W], [1, H, W] or [H, W] in 0 … 1; values outside are clamped</param>
    public static byte[] ToPng(Tensor image) => Encode(image, PictureFile.EncodePng);

    /// <summary>The bytes of a JPEG file, quality 92.</summary>
    /// <param name="image">[3, H, W], [1, H, W] or [H, W] in 0 … 1; values outside are clamped</param>
    public static byte[] ToJpeg(Tensor image) => Encode(image, PictureFile.EncodeJpeg);

    /// <summary>
    /// Resizes with antialiasing: when a picture shrinks, each new pixel is a weighted mean of all the old ones under it.
    /// </summary>
    /// <param name="image">[C, H, W] or [N, C, H, W], any range</param>
    /// <param name="height">rows of the result</param>
    /// <param name="width">columns of the result</param>
    /// <returns>[C, height, width] or [N, C, height, width]</returns>
    /// <exception cref="ArgumentException">The image has another shape, is empty, or holds whole numbers.</exception>
    public static Tensor Resize(Tensor image, long height, long width)
    {
        if (image.dim() is not (3 or 4) || image.numel() == 0)
            throw PictureInput.Refusal(image, "The image", "[C, H, W] or [N, C, H, W] is wanted",
                image.dim() == 2 ? "x.unsqueeze(0) makes it fit." : "");
        if (!image.is_floating_point())
            throw PictureInput.Refusal(image, "The image", "float32 is wanted",
                "Bytes 0 … 255 become 0 … 1 by x.to(float32) / 255.");
        if (height < 1 || width < 1)
            throw new ArgumentException($"{height} × {width} pixels make no picture: at least 1 × 1 is wanted.");
        using var scope = NewDisposeScope();
        var batch = image.dim() == 3 ? image.unsqueeze(0) : image;
        var resized = nn.functional.interpolate(
            batch, [height, width], mode: InterpolationMode.Bilinear, align_corners: false, antialias: true);
        return (image.dim() == 3 ? resized.squeeze(0) : resized).MoveToOuterDisposeScope();
    }

    /// <summary>Resizes so that the longer side has <paramref name="longSide"/> pixels; the proportions stay.</summary>
    /// <param name="image">[C, H, W] or [N, C, H, W], any range</param>
    /// <param name="longSide">pixels of the longer side of the result</param>
    public static Tensor Resize(Tensor image, long longSide)
    {
        if (image.dim() < 3)
            throw PictureInput.Refusal(image, "The image", "[C, H, W] or [N, C, H, W] is wanted", "x.unsqueeze(0) makes it fit.");
        var (height, width) = (image.shape[^2], image.shape[^1]);
        var scale = longSide / (double)Math.Max(height, width);
        long Scaled(long side) => Math.Max(1, (long)Math.Round(side * scale));
        return Resize(image, Scaled(height), Scaled(width));
    }

    /// <summary>Lays pictures out in rows, from left to right and from top to bottom, on white.</summary>
    /// <param name="images">[N, C, H, W] in 0 … 1, C = 1 or 3</param>
    /// <param name="columns">pictures in a row</param>
    /// <param name="padding">pixels between pictures and around them</param>
    /// <returns>[3, rows·(H + padding) + padding, columns·(W + padding) + padding], on the CPU</returns>
    public static Tensor Grid(Tensor images, int columns = 8, int padding = 2)
    {
        if (images.dim() != 4)
            throw PictureInput.Refusal(images, "The pictures of a grid", "a batch [N, 1 or 3, H, W] is wanted", "");
        Check(images);
        if (columns < 1)
            throw new ArgumentException($"A grid of {columns} columns holds no picture: at least 1 is wanted.");
        using var scope = NewDisposeScope();
        var (count, height, width) = (images.shape[0], images.shape[2], images.shape[3]);
        var rows = (count + columns - 1) / columns;
        var cells = images.detach().cpu().to(float32);
        var grid = ones(3, rows * (height + padding) + padding, columns * (width + padding) + padding);
        for (var i = 0; i < count; i++)
        {
            var top = padding + i / columns * (height + padding);
            var left = padding + i % columns * (width + padding);
            // A grey picture has one channel; copying it into three repeats it.
            grid.narrow(1, top, height).narrow(2, left, width).copy_(cells[i]);
        }
        return grid.MoveToOuterDisposeScope();
    }

    private static string FindFile(string path)
    {
        if (File.Exists(path))
            return path;
        var sample = Path.Combine(CoursePaths.Data, "images", path);
        return File.Exists(sample) ? sample : throw new FileNotFoundException(
            $"There is no picture {path}, neither in {Environment.CurrentDirectory} nor in {CoursePaths.Data}/images.");
    }

    /// <summary>
    /// Refuses what cannot be drawn: one picture [3, H, W], [1, H, W] or [H, W], or several [N, 1 or 3, H, W], can.
    /// </summary>
    /// <param name="image">what came</param>
    /// <param name="takesBytes">whether bytes are let in beside float32</param>
    internal static Tensor Check(Tensor image, bool takesBytes = false)
    {
        const string what = "The picture", wanted = "[3, H, W], [1, H, W] or [H, W] is wanted ([N, 1 or 3, H, W] for a grid)";
        if (image.numel() == 0)
            throw PictureInput.Refusal(image, what, wanted, "It is empty.");
        if (image.dim() is not (2 or 3 or 4) || (image.dim() > 2 && image.shape[^3] is not (1 or 3)))
            throw PictureInput.Refusal(image, what, wanted, image.dim() switch
            {
                3 when image.shape[2] is 1 or 3 => "The channels come before height and width: x.permute(2, 0, 1).",
                3 => "Several grey pictures need a channel each: x.unsqueeze(1).",
                _ => "",
            });
        if (!image.is_floating_point() && image.dtype != ScalarType.Bool && !(takesBytes && image.dtype == ScalarType.Byte))
            throw PictureInput.Refusal(image, what, "float32 in 0 … 1 is wanted",
                "Bytes 0 … 255 become 0 … 1 by x.to(float32) / 255.");
        return image;
    }

    private static byte[] Encode(Tensor image, Func<byte[], int, int, byte[]> encode)
    {
        Check(image);
        if (image.dim() == 4)
            throw PictureInput.Refusal(image, "The picture", "one picture, [3, H, W], [1, H, W] or [H, W], is wanted",
                "Images.Grid lays a batch out.");
        using var scope = NewDisposeScope();
        var channels = image.dim() == 2 ? image.unsqueeze(0) : image;
        var (height, width) = ((int)channels.shape[1], (int)channels.shape[2]);
        var rgb = channels.detach().cpu().to(float32).expand(3, height, width);
        var rgba = cat([rgb, ones(1, height, width)]);
        var bytes = (rgba.nan_to_num(0).clamp(0, 1) * 255).round().to(ScalarType.Byte).permute(1, 2, 0).contiguous();
        return encode(bytes.bytes.ToArray(), width, height);
    }

    /// <param name="image">[C, H, W] as it is stored</param>
    /// <param name="orientation">EXIF tag 0x0112: which side of the stored picture is up and which is left, 1 to 8</param>
    private static Tensor Upright(Tensor image, int orientation) => orientation switch
    {
        2 => image.flip(2),
        3 => image.flip(1, 2),
        4 => image.flip(1),
        5 => image.transpose(1, 2),
        6 => image.transpose(1, 2).flip(2),
        7 => image.transpose(1, 2).flip(1, 2),
        8 => image.transpose(1, 2).flip(1),
        _ => image,
    };
}
