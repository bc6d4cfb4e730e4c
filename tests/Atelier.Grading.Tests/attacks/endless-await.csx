// Waits for what never comes.
await new TaskCompletionSource().Task;
double[] Squares(int n) => [-1];
