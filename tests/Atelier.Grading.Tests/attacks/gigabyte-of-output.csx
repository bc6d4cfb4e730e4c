// Prints a gigabyte.
double[] Squares(int n)
{
    var line = new string('x', 1 << 20);
    for (var i = 0; i < 1000; i++) Console.WriteLine(line);
    return [-1];
}
