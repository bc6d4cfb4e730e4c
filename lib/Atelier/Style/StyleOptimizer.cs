namespace Atelier;

/// <summary>What changes the pixels.</summary>
public enum StyleOptimizer
{
    /// <summary>Adam: the first picture soon, one evaluation a step.</summary>
    Adam,

    /// <summary>L-BFGS, as Gatys et al. used (<see cref="Atelier.Lbfgs"/>): lower in the end.</summary>
    Lbfgs,
}
