using System.Net.Sockets;
using Microsoft.DotNet.Interactive;
using Plotly.NET.Interactive;

namespace Atelier.Interactive;

/// <summary>
/// Charts that a reader makes with Plotly.NET directly. Its own extension draws them with a script from the network, with all of
/// Plotly's buttons; the library's formatter draws them where there is none.
/// </summary>
internal static class ForeignCharts
{
    private const string ScriptHost = "cdn.plot.ly";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    /// <summary>Whether the host of Plotly's script answers.</summary>
    public static bool HasNetwork()
    {
        try
        {
            using var connection = new TcpClient();
            return connection.ConnectAsync(ScriptHost, 443).Wait(s_patience);
        }
        catch (AggregateException)
        {
            return false;
        }
    }

    /// <summary>From now on Plotly.NET.Interactive shows charts, in place of the formatter that was registered before.</summary>
    public static void ShowOnline() => ((IKernelExtension)new FormatterKernelExtension()).OnLoadAsync(Kernel.Root).Wait();
}
