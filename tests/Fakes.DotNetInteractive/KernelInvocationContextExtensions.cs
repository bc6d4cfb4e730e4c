namespace Microsoft.DotNet.Interactive;

public static class KernelInvocationContextExtensions
{
    public static DisplayedValue Display(this KernelInvocationContext context, object value, params string[] mimeTypes)
    {
        context.Shown.Add(value);
        return new DisplayedValue(context, context.Shown.Count - 1);
    }

    public static DisplayedValue DisplayAs(this KernelInvocationContext context, string value, string mimeType,
        params string[] mimeTypes) =>
        Display(context, $"{mimeType}: {value}", mimeTypes);
}
