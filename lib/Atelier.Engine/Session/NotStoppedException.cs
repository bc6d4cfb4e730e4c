namespace Atelier.Engine.Session;

/// <summary>A cell that was to be stopped is still running: something that it called does not return.</summary>
internal sealed class NotStoppedException : Exception;
