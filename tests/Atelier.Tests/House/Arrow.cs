namespace Atelier.Tests.House;

/// <summary>A file that uses something of another folder.</summary>
/// <param name="From">the folder of the file</param>
/// <param name="To">the folder of what it uses</param>
/// <param name="File">the file</param>
/// <param name="Name">what it uses</param>
internal sealed record Arrow(string From, string To, string File, string Name);
