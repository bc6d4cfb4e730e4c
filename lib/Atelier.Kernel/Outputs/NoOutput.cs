using Atelier.Engine.Session;

namespace Atelier.Kernel.Outputs;

/// <summary>The output of silent cells and of expressions that a front end asks for.</summary>
internal sealed class NoOutput : ICellOutput
{
    public void Write(string stream, string text) { }

    public void Display(DisplayData value, string displayId) { }

    public void Update(DisplayData value, string displayId) { }

    public void Clear(bool wait) { }

    public string? Ask(string prompt, bool password) => null;
}
