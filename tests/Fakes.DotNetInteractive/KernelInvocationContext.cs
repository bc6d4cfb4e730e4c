namespace Microsoft.DotNet.Interactive;

public sealed class KernelInvocationContext(CancellationToken cancellation)
{
    public static KernelInvocationContext? Current { get; set; }

    public CancellationToken CancellationToken => cancellation;

    /// <summary>What is shown now.</summary>
    public List<object> Shown { get; } = [];
}
