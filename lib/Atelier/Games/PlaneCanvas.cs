using static TorchSharp.torch;

namespace Atelier;

/// <summary>Draws dots and lines on a square piece of the plane, at twice the final size so that edges come out smooth.</summary>
internal sealed class PlaneCanvas
{
    private readonly int _side;
    private readonly double _extent;
    private readonly float[] _pixels; // [3, side, side]

    /// <param name="size">pixels along a side of the picture</param>
    /// <param name="extent">the square reaches from −extent to extent along both axes</param>
    public PlaneCanvas(int size, double extent)
    {
        (_side, _extent) = (2 * size, extent);
        _pixels = new float[3 * _side * _side];
    }

    /// <summary>Colours every place.</summary>
    public void Fill(Func<double, double, PlaneColor> colorAt)
    {
        for (var row = 0; row < _side; row += 2)
            for (var column = 0; column < _side; column += 2)
                PaintFour(row, column,
                    colorAt(((column + 1) * 2.0 / _side - 1) * _extent, (1 - (row + 1) * 2.0 / _side) * _extent));
    }

    /// <summary>A disc of so many pixels around (x, y).</summary>
    public void Dot(double x, double y, double radius, PlaneColor color)
    {
        var (centreRow, centreColumn, reach) = ((1 - y / _extent) / 2 * _side, (x / _extent + 1) / 2 * _side, 2 * radius);
        for (var row = (int)(centreRow - reach); row <= centreRow + reach; row++)
            for (var column = (int)(centreColumn - reach); column <= centreColumn + reach; column++)
                if (Math.Pow(row + 0.5 - centreRow, 2) + Math.Pow(column + 0.5 - centreColumn, 2) <= reach * reach)
                    Paint(row, column, color);
    }

    /// <summary>A straight line, so many pixels to each side of it.</summary>
    public void Line((double X, double Y) from, (double X, double Y) to, double halfWidth, PlaneColor color)
    {
        var length = Math.Max(Math.Abs(to.X - from.X), Math.Abs(to.Y - from.Y)) / _extent * _side;
        for (var i = 0; i <= length; i++)
        {
            var t = length < 1 ? 0 : i / length;
            Dot(from.X + t * (to.X - from.X), from.Y + t * (to.Y - from.Y), halfWidth, color);
        }
    }

    /// <summary>A circle's line.</summary>
    public void Circle((double X, double Y) centre, double radius, double halfWidth, PlaneColor color)
    {
        var places = (int)(2 * Math.PI * radius / _extent * _side);
        for (var i = 0; i < places; i++)
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * i / places);
            Dot(centre.X + radius * cos, centre.Y + radius * sin, halfWidth, color);
        }
    }

    /// <summary>The picture, [3, size, size] in 0 … 1.</summary>
    public Tensor ToTensor()
    {
        using var scope = NewDisposeScope();
        return nn.functional.avg_pool2d(tensor(_pixels).reshape(1, 3, _side, _side), 2)[0].MoveToOuterDisposeScope();
    }

    // One pixel of the final picture.
    private void PaintFour(int row, int column, PlaneColor color)
    {
        Paint(row, column, color);
        Paint(row, column + 1, color);
        Paint(row + 1, column, color);
        Paint(row + 1, column + 1, color);
    }

    private void Paint(int row, int column, PlaneColor color)
    {
        if (row < 0 || column < 0 || row >= _side || column >= _side) return;
        var at = row * _side + column;
        (_pixels[at], _pixels[at + _side * _side], _pixels[at + 2 * _side * _side]) = (color.R, color.G, color.B);
    }
}
