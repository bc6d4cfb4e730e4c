using System.Net;
using Atelier.Engine.Session;

namespace Atelier.Kernel.Outputs;

/// <summary>The compiler's warnings, small and grey: they are no error, and no test may take them for one.</summary>
internal static class Warnings
{
    public static DisplayData Render(IReadOnlyList<string> warnings)
    {
        var html = string.Join("<br>", warnings.Select(WebUtility.HtmlEncode));
        return new DisplayData(
            new Dictionary<string, string>
            {
                ["text/plain"] = string.Join('\n', warnings),
                ["text/html"] = $"<small style=\"opacity:.65\">{html}</small>",
            },
            []);
    }
}
