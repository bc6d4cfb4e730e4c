namespace Atelier.Engine.Session;

/// <summary>A variable that a cell has declared.</summary>
public sealed record SessionVariable(string Name, Type Type, object? Value);
