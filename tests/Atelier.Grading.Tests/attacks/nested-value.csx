// A value that leads back to itself, in several ways, so that writing it down takes for ever.
class Ring
{
    public Ring[] Again => Enumerable.Repeat(this, 100).ToArray();
    public double Sum() => 0;
    public static implicit operator Ring(double[] x) => new();
}
Ring Squares(int n) => new Ring();
