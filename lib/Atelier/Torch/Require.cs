namespace Atelier;

/// <summary>Numbers that make no training, refused before it begins.</summary>
internal static class Require
{
    /// <summary>A learning rate: finite, and 0 (nothing moves) or more.</summary>
    public static double LearningRate(double rate, string name = "The learning rate") =>
        rate is >= 0 and < double.PositiveInfinity
            ? rate
            : throw new ArgumentException($"{name} is {rate}, but a number from 0 on is wanted, such as 0.001.");

    /// <summary>A weight in a sum of losses: finite, and 0 (left out) or more.</summary>
    public static double Weight(double weight, string name) => weight is >= 0 and < double.PositiveInfinity
        ? weight
        : throw new ArgumentException($"{name} is {weight}, but a number from 0 on is wanted, such as 10.");

    /// <summary>A count of steps, rounds or pictures.</summary>
    public static int AtLeast(int least, int count, string what) => count >= least
        ? count
        : throw new ArgumentException($"{what} is {count}, but at least {least} is wanted.");
}
