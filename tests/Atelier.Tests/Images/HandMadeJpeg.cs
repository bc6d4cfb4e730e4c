using static TorchSharp.torch;

namespace Atelier.Tests.Data;

/// <summary>JPEG files with an EXIF orientation put in by hand.</summary>
internal static class HandMadeJpeg
{
    public static byte[] WithOrientation(byte[] jpeg, int orientation)
    {
        byte[] exif = [.. "Exif\0\0"u8, .. HandMadeExif.Of(orientation)];
        // After the start of the image (ff d8) comes our APP1 segment; its length counts the length's own two bytes.
        return [.. jpeg[..2], 0xff, 0xe1, 0, (byte)(exif.Length + 2), .. exif, .. jpeg[2..]];
    }

    /// <summary>
    /// What a stored picture looks like, pixel by pixel, by the table of the EXIF standard: where the stored row 0 and the stored
    /// column 0 are to be seen.
    /// </summary>
    public static Tensor Upright(Tensor stored, int orientation)
    {
        var (row0, column0) = orientation switch
        {
            1 => ("top", "left"),
            2 => ("top", "right"),
            3 => ("bottom", "right"),
            4 => ("bottom", "left"),
            5 => ("left", "top"),
            6 => ("right", "top"),
            7 => ("right", "bottom"),
            _ => ("left", "bottom"),
        };
        var turned = row0 is "left" or "right";
        var (rows, columns) = (stored.shape[0], stored.shape[1]);
        var seen = zeros(turned ? [columns, rows] : [rows, columns]);
        for (var i = 0L; i < rows; i++)
            for (var j = 0L; j < columns; j++)
            {
                var along = row0 is "top" or "left" ? i : rows - 1 - i;
                var across = column0 is "top" or "left" ? j : columns - 1 - j;
                seen[turned ? across : along, turned ? along : across] = stored[i, j];
            }
        return seen;
    }
}
