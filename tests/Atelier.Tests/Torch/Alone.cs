namespace Atelier.Tests.Torch;

/// <summary>Tests that seed torch's generators, count live tensors or change the process: nothing runs beside them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
