namespace Atelier.Engine.Running;

/// <summary>Is told how a run goes. Notebooks that run side by side call it from several threads.</summary>
public interface IRunProgress
{
    /// <summary>A notebook starts.</summary>
    void NotebookStarted(string name, int codeCells);

    /// <summary>A code cell starts.</summary>
    void CellStarted(string name, int number, string id);

    /// <summary>A code cell has ended.</summary>
    void CellEnded(string name, int number, CellReport cell);

    /// <summary>A notebook has ended, and its executed copy is saved.</summary>
    void NotebookEnded(NotebookReport notebook);
}
