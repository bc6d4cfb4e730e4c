using System.Text.Json.Nodes;
using Atelier.Engine.Session;
using Atelier.Kernel.Serving;
using Atelier.Kernel.Wire;

namespace Atelier.Kernel.Outputs;

/// <summary>Publishes what one cell shows as the output of its request, also after the cell has ended, up to a limit.</summary>
internal sealed class CellOutput(IOPub iopub, InputChannel input, IncomingMessage request,
    CancellationToken interrupted) : ICellOutput
{
    // Under the rate at which Jupyter Notebook 6 cuts a kernel off, and what a page can hold without pain.
    private const int MostText = 2_000_000;
    private const int MostData = 50_000_000;

    private int _text;
    private long _data;

    public void Write(string stream, string text)
    {
        var left = MostText - _text;
        if (left <= 0)
            return;
        _text += text.Length;
        Publish("stream", new() { ["name"] = stream, ["text"] = text.Length < left ? text : text[..left] });
        if (_text >= MostText)
            Notice($"The output is cut here: a cell shows at most {MostText:N0} characters.");
    }

    public void Display(DisplayData value, string displayId)
    {
        if (_data >= MostData)
            return;
        _data += value.Data.Values.Sum(content => (long)content.Length);
        Publish("display_data", DisplayContent.Of(value, displayId));
        if (_data >= MostData)
            Notice($"No more is shown: a cell shows at most {MostData:N0} characters of pictures and markup.");
    }

    public void Update(DisplayData value, string displayId) =>
        Publish("update_display_data", DisplayContent.Of(value, displayId));

    public void Clear(bool wait)
    {
        (_text, _data) = (0, 0);
        Publish("clear_output", new() { ["wait"] = wait });
    }

    public string? Ask(string prompt, bool password) => request.Content.Flag("allow_stdin", true)
        ? input.Ask(request, prompt, password, interrupted)
        : throw new InvalidOperationException("This cell asks for input, and where it runs there is nobody to answer.");

    private void Notice(string text) => Publish("stream", new() { ["name"] = "stdout", ["text"] = $"\n[{text}]\n" });

    private void Publish(string type, JsonObject content) => iopub.Publish(type, request.Header, content);
}
