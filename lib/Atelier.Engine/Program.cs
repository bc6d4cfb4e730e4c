using Atelier.Engine.Running;

if (args is ["worker", var commands, var events]) return Worker.Run(commands, events);

Console.Error.WriteLine("This program is started by `course run`, one process for each notebook.");
return ExitCode.Usage;
