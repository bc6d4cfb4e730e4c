namespace Atelier.Engine.Session;

/// <summary>What <c>display</c> returns: a handle of what is on the page.</summary>
public sealed class DisplayedValue
{
    private readonly string _id = Guid.NewGuid().ToString("N");
    private readonly IReadOnlyCollection<string> _mimeTypes;

    internal DisplayedValue(object? value, params IReadOnlyCollection<string> mimeTypes)
    {
        _mimeTypes = mimeTypes;
        CellContext.Current?.Display(Rendering.Render(value, mimeTypes), _id);
    }

    /// <summary>Shows <paramref name="value"/> in the same place, in the MIME types that were named, where some were.</summary>
    public void Update(object? value) => CellContext.Current?.Update(Rendering.Render(value, _mimeTypes), _id);
}
