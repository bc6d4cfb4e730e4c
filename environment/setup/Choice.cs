namespace Atelier.Setup;

/// <summary>One choice of set-up.</summary>
/// <param name="Value">The MSBuild property's value.</param>
/// <param name="Reason">Why, in a few words for a person.</param>
public sealed record Choice(string Value, string Reason);
