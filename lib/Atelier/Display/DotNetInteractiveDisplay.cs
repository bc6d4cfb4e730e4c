namespace Atelier;

/// <summary>
/// Shows values in a cell of .NET Interactive. Its own <c>display(x).Update(y)</c> updates another output;
/// <c>KernelInvocationContext.Current.Display(x).Update(y)</c> works.
/// </summary>
internal static class DotNetInteractiveDisplay
{
    public static Func<object, Action<object>>? Find() =>
        DotNetInteractive.CurrentCell() is { } cell ? value => Show(cell, value) : null;

    private static Action<object> Show(object cell, object value)
    {
        var display = cell.GetType().Assembly
            .GetType($"{DotNetInteractive.Namespace}.KernelInvocationContextExtensions", throwOnError: true)!.GetMethods()
            .First(method => method.Name == "Display" && method.GetParameters().Length == 3);
        var shown = display.Invoke(null, [cell, value, Array.Empty<string>()])!;
        var update = shown.GetType().GetMethod("Update")!;
        return next => update.Invoke(shown, [next]);
    }
}
