using System.Diagnostics;
using System.Globalization;

namespace Atelier.Benchmarks;

/// <summary>
/// A contestant's process. It says <c>ready</c> and what it is, or <c>missing</c> and why; then it reads numbers of steps, a
/// line each, does them, and answers with the seconds that they took.
/// </summary>
internal sealed class Lane : IDisposable
{
    private readonly Process _process;
    private readonly CancellationTokenRegistration _stop;
    private readonly CancellationToken _cancellation;
    private string _lastError = "it ended without a word";

    public Lane(Contestant who, CancellationToken cancellation)
    {
        if (who.Absent is { } reason) throw new NotMeasuredException(reason);
        _cancellation = cancellation;
        var start = new ProcessStartInfo(who.Command[0], who.Command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ATELIER_DEVICE"] = who.Device;
        start.Environment["OMP_WAIT_POLICY"] = who.WaitPolicy;
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) => _lastError = line.Data?.Trim() is { Length: > 0 } said ? said : _lastError;
        _process.BeginErrorReadLine();
        _stop = cancellation.Register(Kill);
    }

    /// <summary>Waits until it is ready, and returns what it says of itself.</summary>
    /// <exception cref="NotMeasuredException">It is not there, or has ended.</exception>
    public string Ready()
    {
        while (true)
        {
            var words = Read().Split(' ', 2);
            if (words[0] == "ready") return words.ElementAtOrDefault(1) ?? "";
            if (words[0] == "missing") throw new NotMeasuredException(words[1]);
        }
    }

    /// <summary>Asks for so many steps, and returns the seconds that they took.</summary>
    public double Ask(int steps)
    {
        _process.StandardInput.WriteLine(steps);
        _process.StandardInput.Flush();
        double seconds;
        while (!double.TryParse(Read(), CultureInfo.InvariantCulture, out seconds)) { } // torch may have something to say
        return seconds;
    }

    /// <summary>How many steps take about so many seconds, at least one.</summary>
    public int StepsOf(double seconds)
    {
        var steps = 1;
        var taken = Ask(steps);
        if (taken < seconds / 10) taken = Ask(steps = 5); // too short to be sure
        return Math.Max(1, (int)(seconds * steps / taken));
    }

    private string Read()
    {
        if (_process.StandardOutput.ReadLine() is { } line) return line;
        _cancellation.ThrowIfCancellationRequested();
        _process.WaitForExit();
        throw new NotMeasuredException(_lastError);
    }

    private void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    public void Dispose()
    {
        _stop.Dispose();
        Kill();
        _process.Dispose();
    }
}
