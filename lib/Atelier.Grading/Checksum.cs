using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Atelier.Grading;

/// <summary>nbgrader's checksum of a cell: it changes when the text, the type or the grading of the cell does.</summary>
public static class Checksum
{
    /// <summary>
    /// 32 hexadecimal digits: MD5 over text, type, the three flags, the id and the points, as nbgrader 0.9 computes it.
    /// </summary>
    /// <param name="graded">a cell with nbgrader's metadata</param>
    public static string Of(GradeCell graded)
    {
        var text = new StringBuilder(graded.Cell.Source).Append(graded.Cell.Type)
            .Append(graded.IsGraded).Append(graded.IsSolution).Append(graded.IsLocked).Append(graded.Id);
        if (graded.IsGraded) text.Append(PythonFloat(graded.Points ?? 0));
#pragma warning disable CA5351 // nbgrader's format, not a protection
        return Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text.ToString())));
#pragma warning restore CA5351
    }

    private static string PythonFloat(double points)
    {
        var text = points.ToString(CultureInfo.InvariantCulture);
        return text.Contains('.', StringComparison.Ordinal) ? text : text + ".0";
    }
}
