namespace Atelier;

/// <summary>A training whose end can be kept in a file, and gone back to.</summary>
/// <typeparam name="TStep">what it tells after each step; JSON can hold it</typeparam>
internal interface IRecordable<TStep>
{
    /// <summary>What decides, beside the cells' code, how the training goes on: where it stands, and how it is set.</summary>
    string Plan { get; }

    /// <summary>Saves the training as it stands.</summary>
    /// <param name="path">where to; the file appears only when it is whole</param>
    /// <param name="notes">text to keep in it</param>
    void Save(string path, IReadOnlyDictionary<string, string> notes);

    /// <summary>Goes to where a saved training stood.</summary>
    /// <exception cref="InvalidDataException">The file is of another training, or damaged; nothing was changed.</exception>
    void Load(string path);

    /// <summary>Notes a step in the history, and tells who listens.</summary>
    void Tell(TStep step);
}
