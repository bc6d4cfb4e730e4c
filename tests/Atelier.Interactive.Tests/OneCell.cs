using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;

namespace Atelier.Interactive.Tests;

/// <summary>A kernel of .NET Interactive whose cells run what they are given.</summary>
internal sealed class OneCell(Action work) : Kernel("cell"), IKernelCommandHandler<SubmitCode>
{
    /// <summary>Runs a cell to its end, and gives what it told the front end.</summary>
    public static async Task<IReadOnlyList<KernelEvent>> RunAsync(Action work)
    {
        using var kernel = new OneCell(work);
        return (await kernel.SendAsync(new SubmitCode("")).ConfigureAwait(false)).Events;
    }

    Task IKernelCommandHandler<SubmitCode>.HandleAsync(SubmitCode command, KernelInvocationContext context)
    {
        work();
        return Task.CompletedTask;
    }
}
