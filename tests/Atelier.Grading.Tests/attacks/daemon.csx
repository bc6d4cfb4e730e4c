// A daemon in a session of its own, twice forked, that outlives its parents; the answer is right.
// Deserves: 5
System.Diagnostics.Process.Start("/bin/sh", ["-c", "(setsid sh -c 'exec sleep 86399' </dev/null >/dev/null 2>&1 &) &"]).WaitForExit();
double[] Squares(int n) => [.. Enumerable.Range(1, n).Select(i => (double)i * i)];
