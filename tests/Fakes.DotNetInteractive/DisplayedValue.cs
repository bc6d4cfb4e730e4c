namespace Microsoft.DotNet.Interactive;

public sealed class DisplayedValue(KernelInvocationContext context, int place)
{
    public void Update(object value) => context.Shown[place] = value;
}
