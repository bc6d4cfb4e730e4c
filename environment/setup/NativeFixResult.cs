namespace Atelier.Setup;

/// <summary>What <see cref="NativeFix.Mend"/> found or did.</summary>
public enum NativeFixResult
{
    /// <summary>The flag was set.</summary>
    Mended,

    /// <summary>The flag was set before; the file was not touched.</summary>
    AlreadyMended,

    /// <summary>The file has no such version entry; it was not touched.</summary>
    NotFound,
}
