namespace Atelier.Notebooks.Tests;

/// <summary>The classes that look at the executed lessons share one execution of them.</summary>
[CollectionDefinition(nameof(Lessons))]
public sealed class Lessons : ICollectionFixture<Executed>;
