using System.Runtime.CompilerServices;

namespace Atelier.Tests;

/// <summary>What a notebook's first cell does: convolutions are seen to before the first of them.</summary>
internal static class CourseStart
{
    [ModuleInitializer]
    internal static void Run() => _ = Compute.Device;
}
