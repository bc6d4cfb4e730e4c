namespace Atelier;

/// <summary>Microsoft's .NET Interactive, reached by reflection, so that the library needs no reference to it.</summary>
internal static class DotNetInteractive
{
    /// <summary>Where its types are.</summary>
    public const string Namespace = "Microsoft.DotNet.Interactive";

    /// <summary>Its <c>KernelInvocationContext.Current</c>; null where no cell of it is running.</summary>
    public static object? CurrentCell() => AppDomain.CurrentDomain.GetAssemblies()
        .FirstOrDefault(assembly => assembly.GetName().Name == Namespace)
        ?.GetType($"{Namespace}.KernelInvocationContext")?.GetProperty("Current")?.GetValue(null);

    /// <summary>Cancelled when the reader stops the cell; null where no cell of it is running.</summary>
    public static CancellationToken? Cancellation() =>
        CurrentCell() is { } cell ? cell.GetType().GetProperty("CancellationToken")?.GetValue(cell) as CancellationToken? : null;
}
