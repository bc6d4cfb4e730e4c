namespace Atelier;

/// <summary>
/// Microsoft's .NET Interactive, reached by reflection, so that the library needs no reference to it. Its own
/// <c>display(x).Update(y)</c> updates another output; <c>KernelInvocationContext.Current.Display(x).Update(y)</c> works.
/// </summary>
internal static class DotNetInteractiveDisplay
{
    private const string Namespace = "Microsoft.DotNet.Interactive";

    public static Func<object, Action<object>>? Find() => CurrentCell() is { } cell ? value => Show(cell, value) : null;

    public static CancellationToken? Cancellation() =>
        CurrentCell() is { } cell ? cell.GetType().GetProperty("CancellationToken")?.GetValue(cell) as CancellationToken? : null;

    private static object? CurrentCell() => AppDomain.CurrentDomain.GetAssemblies()
        .FirstOrDefault(assembly => assembly.GetName().Name == Namespace)
        ?.GetType($"{Namespace}.KernelInvocationContext")?.GetProperty("Current")?.GetValue(null);

    private static Action<object> Show(object cell, object value)
    {
        var display = cell.GetType().Assembly.GetType($"{Namespace}.KernelInvocationContextExtensions", throwOnError: true)!
            .GetMethods().First(method => method.Name == "Display" && method.GetParameters().Length == 3);
        var shown = display.Invoke(null, [cell, value, Array.Empty<string>()])!;
        var update = shown.GetType().GetMethod("Update")!;
        return next => update.Invoke(shown, [next]);
    }
}
