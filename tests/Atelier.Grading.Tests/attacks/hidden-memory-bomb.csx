// Takes all memory in native code, while short-lived processes make the tree hard to measure.
using System.Threading;
using System.Runtime.InteropServices;
new Thread(() =>
{
    while (true) System.Diagnostics.Process.Start("true").WaitForExit();
}) { IsBackground = true }.Start();
double[] Squares(int n)
{
    while (true) Marshal.Copy(new byte[1 << 22], 0, Marshal.AllocHGlobal(1 << 22), 1 << 22);
}
