// Two threads that wait for each other, one of them holding the console.
using System.Threading;
var (a, b) = (new object(), Console.Out);
void Both(object first, object second)
{
    lock (first)
    {
        Thread.Sleep(200);
        lock (second) { }
    }
}
double[] Squares(int n)
{
    new Thread(() => Both(a, b)) { IsBackground = true }.Start();
    Both(b, a);
    return [-1];
}
