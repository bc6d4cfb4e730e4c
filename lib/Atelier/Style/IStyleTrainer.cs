namespace Atelier;

/// <summary>A training of a network that paints: the same few things whichever network it is.</summary>
public interface IStyleTrainer : IDisposable
{
    /// <summary>After each step, with its losses.</summary>
    event Action<StyleStep>? Stepped;

    /// <summary>Steps done so far.</summary>
    int Step { get; }

    /// <summary>Trains for so many further steps. Call it again to go on.</summary>
    /// <param name="steps">number of steps</param>
    /// <param name="cancellation">stops between two steps; everything learnt is kept</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    void Train(int steps, CancellationToken cancellation = default);
}
