namespace Atelier.Grading.Grade;

/// <summary>No worker can be started in the sandbox: nothing can be graded. The message says what the sandbox said.</summary>
public sealed class SandboxException(string message) : Exception(message);
