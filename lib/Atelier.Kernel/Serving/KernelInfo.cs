using System.Reflection;
using System.Text.Json.Nodes;
using Atelier.Kernel.Wire;

namespace Atelier.Kernel.Serving;

/// <summary>What the kernel says of itself.</summary>
internal static class KernelInfo
{
    private static readonly string s_version = Assembly.GetExecutingAssembly().GetName().Version!.ToString(3);

    public static JsonObject Reply() => new()
    {
        ["status"] = "ok",
        ["protocol_version"] = MessageHeader.ProtocolVersion,
        ["implementation"] = "atelier",
        ["implementation_version"] = s_version,
        ["language_info"] = new JsonObject
        {
            ["name"] = "C#",
            ["version"] = "14.0",
            ["mimetype"] = "text/x-csharp",
            ["file_extension"] = ".cs",
            ["pygments_lexer"] = "csharp",
            ["codemirror_mode"] = "text/x-csharp",
            ["nbconvert_exporter"] = "script",
        },
        ["banner"] = $"C# on .NET {Environment.Version}, Atelier kernel {s_version}",
        ["debugger"] = false,
        ["help_links"] = new JsonArray(
            Link("C#", "https://learn.microsoft.com/dotnet/csharp/"),
            Link(".NET API", "https://learn.microsoft.com/dotnet/api/"),
            Link("TorchSharp", "https://github.com/dotnet/TorchSharp")),
    };

    private static JsonObject Link(string text, string url) => new() { ["text"] = text, ["url"] = url };
}
