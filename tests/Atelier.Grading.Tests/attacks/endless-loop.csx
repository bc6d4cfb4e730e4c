// Never ends, and does not listen to an interruption.
double[] Squares(int n)
{
    while (true)
    {
        try { while (true) { } }
        finally { while (true) { } }
    }
}
