// A static constructor that never ends.
using System.Threading;
class Hang
{
    public static readonly double[] Values = Wait();
    static double[] Wait()
    {
        while (true) Thread.Sleep(1000);
    }
}
double[] Squares(int n) => Hang.Values;
