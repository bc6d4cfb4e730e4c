using System.CommandLine;
using Atelier.Engine.Running;

namespace Atelier.Cli.Commands;

/// <summary>A command under the name that it once had: says what it is called now.</summary>
internal static class OldVerb
{
    /// <param name="name">what it was called</param>
    /// <param name="now">what it is called</param>
    public static Command Create(string name, string now)
    {
        // Whatever options come with it: none of them is what is wrong.
        var command = new Command(name) { Hidden = true, TreatUnmatchedTokensAsErrors = false };
        command.SetAction(_ =>
        {
            Console.Error.WriteLine($"course {name}: this is ./course {now} now");
            return ExitCode.Renamed;
        });
        return command;
    }
}
