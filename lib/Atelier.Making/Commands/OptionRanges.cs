using System.CommandLine;
using System.Numerics;

namespace Atelier.Making;

/// <summary>Numbers on the command line that make no sense, refused before anything begins.</summary>
public static class OptionRanges
{
    /// <summary>Refuses what is less than a number.</summary>
    public static Option<T> AtLeast<T>(this Option<T> option, T least) where T : INumber<T> =>
        option.Refuse(value => value >= least, $"at least {least} is wanted");

    /// <summary>Refuses a limit of 0 or less.</summary>
    public static Option<T> MoreThan0<T>(this Option<T> option)
    {
        option.Validators.Add(result =>
        {
            if (double.TryParse(result.Tokens.SingleOrDefault()?.Value, out var value) && value <= 0)
                result.AddError($"{option.Name} {result.Tokens[0]}: it has to be more than 0; leave it out for no limit.");
        });
        return option;
    }

    /// <summary>Refuses what is not a number of percent, 0 to 100.</summary>
    public static Option<double> Percent(this Option<double> option) =>
        option.Refuse(value => value is >= 0 and <= 100, "a number of percent, 0 to 100, is wanted");

    /// <summary>Refuses what is not a share, more than 0 and at most 1.</summary>
    public static Option<double> Share(this Option<double> option) =>
        option.Refuse(value => value is > 0 and <= 1, "a number above 0, and at most 1, is wanted");

    private static Option<T> Refuse<T>(this Option<T> option, Func<T, bool> fits, string wanted) where T : INumber<T>
    {
        option.Validators.Add(result =>
        {
            // What is no number at all the parser tells.
            if (T.TryParse(result.Tokens.SingleOrDefault()?.Value, null, out var value) && !fits(value))
                result.AddError($"{option.Name} {value}: {wanted}.");
        });
        return option;
    }
}
