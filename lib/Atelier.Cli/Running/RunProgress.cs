using Atelier.Engine.Running;
using Spectre.Console;

namespace Atelier.Cli.Running;

/// <summary>Shows how a run goes: a bar for each notebook in a terminal, a line for each cell elsewhere.</summary>
internal static class RunProgress
{
    public static Task<IReadOnlyList<NotebookReport>> FollowAsync(
        Func<IRunProgress, Task<IReadOnlyList<NotebookReport>>> run, IReadOnlyList<string> notebooks) =>
        !AnsiConsole.Profile.Capabilities.Interactive || Console.IsOutputRedirected
            ? run(new LineProgress(Console.Out))
            : AnsiConsole.Progress().AutoRefresh(true)
                .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new ElapsedTimeColumn(),
                    new SpinnerColumn())
                .StartAsync(context => run(new Bars(context, notebooks)));

    private sealed class Bars(ProgressContext context, IReadOnlyList<string> notebooks) : IRunProgress
    {
        private readonly Dictionary<string, ProgressTask> _bars = notebooks
            .Select(Path.GetFileNameWithoutExtension).Distinct()
            .ToDictionary(name => name!, name => context.AddTask(name!, autoStart: false));

        public void NotebookStarted(string name, int codeCells)
        {
            _bars[name].MaxValue = codeCells;
            _bars[name].StartTask();
        }

        public void CellStarted(string name, int number, string id) =>
            _bars[name].Description = $"{name}  [grey]{Spectre.Console.Markup.Escape(id)}[/]";

        public void CellEnded(string name, int number, CellReport cell) => _bars[name].Increment(1);

        public void NotebookEnded(NotebookReport notebook)
        {
            _bars[notebook.Name].Description = notebook.Succeeded ? notebook.Name
                : $"[red]{Spectre.Console.Markup.Escape(notebook.Name)}[/]";
            _bars[notebook.Name].StopTask();
        }
    }
}
