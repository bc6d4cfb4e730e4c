namespace Atelier.Browser.Tests.Slides;

/// <summary>The tests that look at one run of lesson 01: it is run once for all of them.</summary>
[CollectionDefinition(Name)]
public sealed class PresentedCollection : ICollectionFixture<Presented>
{
    /// <summary>What the tests name it by.</summary>
    public const string Name = "Lesson 01, run once";
}
