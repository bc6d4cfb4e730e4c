using Atelier.Engine.Documents;

namespace Atelier.Grading.Release;

/// <summary>One step on the way from the instructor's notebook to the student's.</summary>
internal interface IReleaseStep
{
    /// <summary>Changes the notebook, or throws a <see cref="ReleaseException"/>.</summary>
    void Apply(NotebookDocument notebook, string name);
}
