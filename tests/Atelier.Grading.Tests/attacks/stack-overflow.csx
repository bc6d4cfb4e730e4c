// Calls itself without end.
double[] Squares(int n) => Squares(n + 1);
