namespace Atelier.Benchmarks;

/// <summary>Keeps every core busy until its process ends.</summary>
internal static class SpinWork
{
    public static Action<int> Steps()
    {
        for (var core = 0; core < Environment.ProcessorCount; core++)
            new Thread(Spin) { IsBackground = true }.Start();
        return _ => { };
    }

    private static void Spin()
    {
        while (true) Thread.SpinWait(1000);
    }
}
