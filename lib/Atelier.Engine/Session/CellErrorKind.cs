namespace Atelier.Engine.Session;

/// <summary>What stopped a cell.</summary>
public enum CellErrorKind
{
    /// <summary>The cell does not compile, or one of its <c>#</c> lines cannot be done. Nothing of it ran.</summary>
    Compile,

    /// <summary>An exception while it ran.</summary>
    Runtime,

    /// <summary>A person or a time limit stopped it.</summary>
    Interrupted,
}
