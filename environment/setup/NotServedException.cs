namespace Atelier.Setup;

/// <summary>A package that was asked for is in no package source of this machine.</summary>
/// <param name="package">Its name and version.</param>
public sealed class NotServedException(string package) : Exception(
    $"no package source here has {package}, so nothing was changed. `dotnet nuget list source` lists the sources; "
    + "add one that has it (`dotnet nuget add source URL`), and ask again.");
