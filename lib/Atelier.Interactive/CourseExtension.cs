using Microsoft.DotNet.Interactive;

namespace Atelier.Interactive;

/// <summary>
/// The course in .NET Interactive. It knows nothing of the library: what the library asks of a kernel is left where this course's
/// own kernel leaves it, in the application's context (lib/README.md).
/// </summary>
public sealed class CourseExtension : IKernelExtension
{
    /// <summary>What the first cell of a notebook calls, through the library, before anything touches a chart.</summary>
    /// <param name="library">the folder with the library and all that it stands on</param>
    /// <param name="registerFormatters">registers the library's own formatters</param>
    public static void Start(string library, Action registerFormatters)
    {
        SharedAssemblies.Share(library);
        RunningCell.Connect();
        registerFormatters();
        if (ForeignCharts.HasNetwork())
            ForeignCharts.ShowOnline();
    }

    /// <inheritdoc/>
    public Task OnLoadAsync(Kernel kernel)
    {
        RunningCell.Connect();
        return Task.CompletedTask;
    }
}
