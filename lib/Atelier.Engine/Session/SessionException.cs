namespace Atelier.Engine.Session;

/// <summary>Something that a cell asked of the session cannot be done; the message is one line that says what to do.</summary>
internal sealed class SessionException(string message) : Exception(message);
