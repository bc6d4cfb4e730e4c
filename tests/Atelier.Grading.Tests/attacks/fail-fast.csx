// Ends the runtime with a crash report.
double[] Squares(int n)
{
    Environment.FailFast("boom");
    return [-1];
}
