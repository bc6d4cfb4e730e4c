using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.DotNet.Interactive.Formatting;

namespace Atelier;

/// <summary>The line above what a cell shows that says which of its trainings were loaded, and which were not and why.</summary>
[TypeFormatterSource(typeof(DisplayableFormatters), PreferredMimeTypes = [MimeType.Html, MimeType.Text, MimeType.Metadata])]
internal sealed class RecordingNote : Displayable
{
    private readonly List<Recording> _loaded = [];
    private LiveView? _view;
    private string _problem = "";
    private int _live;

    /// <summary>Notes a training that is loaded.</summary>
    public void Loads(Recording recording)
    {
        _loaded.Add(recording);
        Show();
    }

    /// <summary>Notes a training that is done now.</summary>
    /// <param name="problem">why, in words that go on from "live, because"</param>
    public void TrainsLive(string problem)
    {
        if (_live++ == 0) _problem = problem;
        Show();
    }

    /// <inheritdoc/>
    public override string ToHtml() => $"""<p class="recorded">{Markup.Encode(ToString())}</p>""";

    /// <inheritdoc/>
    public override string ToString() => (_loaded.Count, _live) switch
    {
        (1, 0) => $"Loaded: this training was recorded {Origin}. Run the cell in Jupyter to train live.",
        (_, 0) => $"Loaded: these {_loaded.Count} trainings were recorded {Origin}. Run the cell in Jupyter to train live.",
        (0, _) => $"Trained live, because {_problem}. ./course make recordings records it.",
        _ => $"Loaded: {_loaded.Count} of {_loaded.Count + _live} trainings, recorded {Origin}. "
            + $"The others are trained live, because {_problem}.",
    };

    /// <inheritdoc/>
    public override JsonObject Metadata() => new() { ["alt"] = ToString(), ["recorded"] = true };

    private string Origin
    {
        get
        {
            var last = _loaded[^1];
            var took = TimeSpan.FromSeconds(_loaded.Sum(recording => recording.Took.TotalSeconds));
            var date = last.Date.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
            return $"on {date} ({Length(took)}; {last.Machine})";
        }
    }

    private static string Length(TimeSpan time) =>
        time < TimeSpan.FromSeconds(10) ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:f1} s")
        : time < TimeSpan.FromMinutes(1) ? $"{time.TotalSeconds:f0} s"
        : time < TimeSpan.FromHours(1) ? $"{time:m' min 's' s'}"
        : $"{(int)time.TotalHours} h {time.Minutes} min";

    private void Show()
    {
        if (_view is null) _view = LiveView.Show(this);
        else _view.Update(this);
    }
}
