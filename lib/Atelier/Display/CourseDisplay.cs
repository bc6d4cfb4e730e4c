namespace Atelier;

/// <summary>
/// The display of this course's kernel and runner, or of its extension of .NET Interactive, which leave it in the application's
/// context (lib/README.md).
/// </summary>
internal static class CourseDisplay
{
    public static Func<object, Action<object>>? Find() => AppContext.GetData("Atelier.Display") as Func<object, Action<object>>;
}
