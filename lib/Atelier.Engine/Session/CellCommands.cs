using System.Net;

namespace Atelier.Engine.Session;

/// <summary>The lines that start with <c>#!</c> or <c>#i</c>.</summary>
internal sealed class CellCommands(CellChain cells, PackageRestore packages)
{
    private const string Known = "#!time, #!who, #!whos, #!csharp, #!markdown, #!html and #!javascript";

    /// <summary>Does what the cell's head asks. Returns whether the rest of the cell is C#.</summary>
    public bool Run(CellText cell)
    {
        var isCSharp = true;
        foreach (var (name, argument) in cell.Commands)
        {
            switch (name)
            {
                case "#!time" or "#!csharp" or "#!c#": break;
                case "#i": packages.AddSource(Source(argument)); break;
                case "#!who":
                    CellFunctions.display(string.Join('\t', cells.Variables().Select(variable => variable.Name))); break;
                case "#!whos": CellFunctions.display(CellFunctions.HTML(Table())); break;
                case "#!markdown": CellFunctions.display(cell.Code.Trim(), "text/markdown"); isCSharp = false; break;
                case "#!html": CellFunctions.display(CellFunctions.HTML(cell.Code.Trim())); isCSharp = false; break;
                case "#!javascript" or "#!js": CellFunctions.Javascript(cell.Code.Trim()); isCSharp = false; break;
                default: throw new SessionException($"{name} is not known here; there are {Known}.");
            }
        }
        return isCSharp;
    }

    private static string Source(string argument)
    {
        var source = argument.Trim('"');
        return source.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase)
            ? source["nuget:".Length..].Trim()
            : throw new SessionException($"#i {argument}: a source is written #i \"nuget: address or folder\".");
    }

    private string Table()
    {
        var rows = cells.Variables().Select(variable =>
            $"<tr><td>{variable.Name}</td><td>{Encode(variable.Type.Name)}</td><td>{Encode($"{variable.Value}")}</td></tr>");
        return $"<table><thead><tr><th>Variable</th><th>Type</th><th>Value</th></tr></thead><tbody>{string.Concat(rows)}</tbody></table>";
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text.Length > 200 ? text[..200] + "…" : text);
}
