using System.CommandLine;

namespace Atelier.Benchmarks;

/// <summary><c>course bench</c>: how fast the course is, each figure beside what it is compared with.</summary>
public static class BenchCommand
{
    private static readonly Argument<string[]> s_groups = new("group")
    {
        Description = string.Join("; ", BenchGroup.All.Select(group => $"{group.Name}: {group.What}")) + ". All without this.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string?> s_json = new("--json") { Description = "File for the figures as JSON." };
    private static readonly Option<int> s_rounds =
        new("--rounds") { Description = "Laps of each contestant, in turn.", DefaultValueFactory = _ => 5 };
    private static readonly Option<double> s_lap =
        new("--lap") { Description = "About how many seconds a lap lasts.", DefaultValueFactory = _ => 2 };
    private static readonly Option<bool> s_full =
        new("--full") { Description = "Also what takes long: all lessons at lecture, a thousand submissions, 10 000 steps." };
    private static readonly Option<string[]> s_worker =
        new("--worker") { Hidden = true, AllowMultipleArgumentsPerToken = true }; // the work of a contestant's process

    /// <summary>The command.</summary>
    public static Command Create()
    {
        s_groups.AcceptOnlyFromAmong([.. BenchGroup.All.Select(group => group.Name)]);
        Refuse<int>(s_rounds, rounds => rounds < 1, "at least 1 is wanted");
        Refuse<double>(s_lap, seconds => seconds <= 0, "more than 0 is wanted");
        var command = new Command("bench", "Measure how fast the course is, beside its peers.")
        {
            s_groups, s_json, s_rounds, s_lap, s_full, s_worker,
        };
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, cancellation), CancellationToken.None));
        return command;
    }

    private static void Run(ParseResult parsed, CancellationToken cancellation)
    {
        if (parsed.GetValue(s_worker) is { Length: > 0 } work)
        {
            Worker.Serve(work);
            return;
        }

        var run = new BenchRun(
            parsed.GetValue(s_rounds), parsed.GetValue(s_lap), parsed.GetValue(s_full), Console.Error, cancellation);
        var names = parsed.GetValue(s_groups)!;
        var machine = Machine.Here();
        Console.WriteLine($"{machine}\n");
        var figures = new List<Measurement>();
        try
        {
            foreach (var group in BenchGroup.All.Where(group => names.Length == 0 || names.Contains(group.Name)))
                figures.AddRange(group.Measure(run).Select(figure => figure with { Group = group.Name }));
        }
        finally
        {
            // Also where a person has seen enough.
            Console.WriteLine(MarkdownTable.Of(figures));
            if (parsed.GetValue(s_json) is { } file) ReportFile.Write(file, machine, figures);
        }
    }

    private static void Refuse<T>(Option<T> option, Func<T, bool> isWrong, string wanted) where T : IParsable<T> =>
        option.Validators.Add(result =>
        {
            // What is no number at all the parser tells.
            if (T.TryParse(result.Tokens.SingleOrDefault()?.Value, null, out var value) && isWrong(value))
                result.AddError($"{option.Name} {value}: {wanted}.");
        });
}
