using System.Collections.Concurrent;

namespace Atelier.Engine.Running;

/// <summary>
/// A thread that lives as long as the process, and starts others one at a time. Linux takes a parent for dead when the thread
/// that started the child ends, which the pool's threads do: a sandbox that dies with its parent would end in the middle of a
/// long cell.
/// </summary>
internal static class StarterThread
{
    private static readonly BlockingCollection<Action> s_work = Begin();

    /// <summary>Runs <paramref name="work"/> there, and waits for it.</summary>
    public static T Run<T>(Func<T> work)
    {
        var task = new Task<T>(work);
        s_work.Add(task.RunSynchronously);
        return task.GetAwaiter().GetResult();
    }

    private static BlockingCollection<Action> Begin()
    {
        var queue = new BlockingCollection<Action>();
        new Thread(() =>
        {
            foreach (var work in queue.GetConsumingEnumerable()) work();
        })
        { IsBackground = true, Name = "starter" }.Start();
        return queue;
    }
}
