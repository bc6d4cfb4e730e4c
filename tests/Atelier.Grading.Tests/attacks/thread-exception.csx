// An exception on a thread that nobody watches, some time after the cell.
using System.Threading;
new Thread(() => { Thread.Sleep(100); throw new Exception("boom"); }).Start();
double[] Squares(int n)
{
    Thread.Sleep(500);
    return [-1];
}
