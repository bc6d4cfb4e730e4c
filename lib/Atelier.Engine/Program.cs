using System.Globalization;
using Atelier.Engine.Running;

if (args is ["worker", var commands, var events, .. var limit])
{
    if (limit is [var most]) ProcessLimit.Set(int.Parse(most, CultureInfo.InvariantCulture));
    return Worker.Run(commands, events);
}

Console.Error.WriteLine("This program is started by `course run`, one process for each notebook.");
return ExitCode.Usage;
