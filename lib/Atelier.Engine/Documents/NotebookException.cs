namespace Atelier.Engine.Documents;

/// <summary>A notebook file that cannot be read. The message is one line and names the file.</summary>
public sealed class NotebookException(string message) : Exception(message);
