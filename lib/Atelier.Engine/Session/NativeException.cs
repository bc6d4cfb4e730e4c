namespace Atelier.Engine.Session;

/// <summary>Native code threw a C++ exception that nothing caught (<see cref="NativeFailures"/>).</summary>
/// <param name="text">what the exception says</param>
internal sealed class NativeException(string text) : Exception(
    $"{Headline(text)} (Native code refused this where nothing catches it. The session goes on with its variables; should it hang, restart it.)")
{
    private static string Headline(string text) => text.Split('\n', 2)[0].Trim();
}
