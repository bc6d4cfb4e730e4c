namespace Atelier;

/// <summary>A smaller size at which to begin a painting: large shapes are found there, and in a fraction of the time.</summary>
/// <param name="Scale">the smaller picture's side in parts of the photo's, above 0 and at most 1</param>
/// <param name="Steps">steps at that size, at least 1</param>
public sealed record StyleStage(double Scale, int Steps);
