using System.Text;
using Atelier.Engine.Session;

namespace Atelier.Grading.Grade;

/// <summary>The text that a cell printed, up to a limit; pictures and asking are left out.</summary>
/// <param name="most">characters that are kept</param>
internal sealed class BoundedOutput(int most) : ICellOutput
{
    private readonly StringBuilder _text = new();

    public string Text => _text.ToString();

    public void Write(string stream, string printed)
    {
        var left = most - _text.Length;
        if (left > 0) _text.Append(printed.AsSpan(0, Math.Min(left, printed.Length)));
    }

    public void Display(DisplayData value, string displayId) => Write("stdout", value.Data.GetValueOrDefault("text/plain", ""));

    public void Update(DisplayData value, string displayId)
    {
    }

    public void Clear(bool wait)
    {
    }

    public string? Ask(string prompt, bool password) => null;
}
