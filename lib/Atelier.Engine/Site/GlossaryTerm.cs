namespace Atelier.Engine.Site;

/// <summary>A word of the glossary.</summary>
/// <param name="Names">the word, then other names of the same thing</param>
/// <param name="Meaning">what it means, in Markdown</param>
/// <param name="Lesson">the number of the lesson that explains it</param>
/// <param name="Translations">the word in the languages of the glossary's head</param>
internal sealed record GlossaryTerm(string[] Names, string Meaning, string Lesson, string[] Translations)
{
    /// <summary>Its anchor on the glossary's page.</summary>
    public string Id => string.Concat(Names[0].ToLowerInvariant().Select(letter => char.IsLetterOrDigit(letter) ? letter : '-'));
}
