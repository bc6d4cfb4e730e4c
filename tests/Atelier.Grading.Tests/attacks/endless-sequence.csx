// Returns a sequence that has no end.
double[] Squares(int n) => Endless().ToArray();
IEnumerable<double> Endless()
{
    while (true) yield return 1;
}
