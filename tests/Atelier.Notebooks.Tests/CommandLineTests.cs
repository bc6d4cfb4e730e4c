using System.Text.Json;

namespace Atelier.Notebooks.Tests;

/// <summary><c>course make</c>, <c>data</c> and <c>doctor</c> as a person types them, right and wrong.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("atelier-command-").FullName;

    public CommandLineTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "empty"));
        File.WriteAllText(Path.Combine(_folder, "text.safetensors"), "no weights");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("no-such-command", 2, "no-such-command")]
    [InlineData("make", 2, "Required command was not provided.")]
    [InlineData("make no-such-network", 2, "no-such-network")]
    [InlineData("make dcgan --epochs 0", 2, "--epochs 0: at least 1 is wanted.")]
    [InlineData("make dcgan --epochs many", 2, "many")]
    [InlineData("run some.ipynb --jobs many", 2, "many")]
    [InlineData("run some.ipynb --timeout soon", 2, "soon")]
    [InlineData("present", 2, "Required argument missing")]
    [InlineData("present no-such-lesson", 5, "there is no notebook no-such-lesson; the lessons are 00-start-here")]
    [InlineData("present 01 --port 0", 2, "--port 0: at least 1 is wanted.")]
    [InlineData("make vgg --variance most", 2, "most")]
    [InlineData("make classifier --epochs -1", 2, "--epochs -1: at least 0 is wanted.")]
    [InlineData("make style", 2, "--style")]
    [InlineData("make style --style great-wave.jpg --minutes -1", 2, "--minutes -1: at least 0 is wanted.")]
    [InlineData("make style --style great-wave.jpg --beta -1", 2, "--beta -1: at least 0 is wanted.")]
    [InlineData("make style --style great-wave.jpg --photos nowhere", 5, "nowhere")]
    [InlineData("make style --style great-wave.jpg --photos empty", 5, "There is no picture below empty")]
    [InlineData("make style --style no-such-painting.jpg", 5, "There is no picture no-such-painting.jpg")]
    [InlineData("make vgg --variance 1.5", 2, "--variance 1.5: a number above 0, and at most 1, is wanted.")]
    [InlineData("make painting --steps 0", 2, "--steps 0: at least 1 is wanted.")]
    [InlineData("make painting --side 100", 2, "--side 100: at least 256 is wanted.")] // a quarter of it is painted first
    [InlineData("make painting --style-scale 0", 2, "--style-scale 0: at least 0.25 is wanted.")]
    [InlineData("make painting --style-layers relu9_1", 2, "'relu9_1'")]
    [InlineData("make painting --photos nowhere.jpg", 5, "There is no picture nowhere.jpg")]
    [InlineData("make vgg --steps 0", 2, "--steps 0: at least 1 is wanted.")]
    [InlineData("make judge", 2, "Required argument missing")]
    [InlineData("make judge no-such-file.safetensors", 5, "There is no checkpoint no-such-file.safetensors")]
    [InlineData("make judge text.safetensors", 5, "text.safetensors")]
    [InlineData("make judge dcgan-mnist.safetensors --name no-such-network", 5, "has no no-such-network.")]
    [InlineData("make judge dcgan-mnist.safetensors --pictures 3", 2, "--pictures 3: at least 4 is wanted.")]
    [InlineData("data --no-such-option", 2, "--no-such-option")]
    [InlineData("data mnist", 2, "mnist")]
    [InlineData("doctor --no-such-option", 2, "--no-such-option")]
    [InlineData("doctor torch", 2, "torch")]
    [InlineData("bench no-such-group", 2, "'no-such-group'")]
    [InlineData("bench gan --rounds 0", 2, "--rounds 0: at least 1 is wanted.")]
    [InlineData("bench gan --lap 0", 2, "--lap 0: more than 0 is wanted.")]
    [InlineData("train-dcgan --plain", 64, "course train-dcgan: this is ./course make dcgan now")]
    [InlineData("train-classifier", 64, "course train-classifier: this is ./course make classifier now")]
    [InlineData("train-style --style any", 64, "course train-style: this is ./course make style now")]
    [InlineData("train-vgg", 64, "course train-vgg: this is ./course make vgg now")]
    [InlineData("judge some.safetensors", 64, "course judge: this is ./course make judge now")]
    public void What_is_wrong_is_told_in_a_line_without_a_stack_trace(string arguments, int exit, string said)
    {
        var (code, output) = Course(arguments.Split(' '));
        Assert.Equal(exit, code);
        Assert.Contains(output.Split('\n'), line => line.Contains(said, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", output);
    }

    [Fact]
    public void The_help_names_what_there_is_and_not_what_was()
    {
        var (code, output) = Course("--help");
        Assert.Equal(0, code);
        Assert.All(["run", "present", "lab", "release", "grade", "test", "data", "doctor", "make", "bench"],
            name => Assert.Contains($"\n  {name} ", output));
        Assert.DoesNotContain("train-", output);
    }

    [Fact]
    public void A_classifier_of_no_passes_is_made_and_judged_at_once()
    {
        var (code, output) = Course("make", "classifier", "--epochs", "0", "--out", "made.safetensors");
        Assert.Equal(0, code);
        Assert.Contains("right on", output);
        using var classifier = new DigitClassifier();
        Checkpoint.Load(Path.Combine(_folder, "made.safetensors"), "classifier", classifier);
    }

    [Fact]
    public void A_generator_is_judged_beside_real_digits()
    {
        var (code, output) = Course("make", "judge", "dcgan-mnist.safetensors", "--pictures", "20");
        Assert.Equal(0, code);
        Assert.All(["real (training set)", "dcgan-mnist.safetensors", "20 pictures each"], said => Assert.Contains(said, output));
    }

    [Fact]
    public void Data_lists_what_is_here_and_fetches_nothing_when_asked()
    {
        var (code, output) = Course("data", "--list");
        Assert.Equal(0, code);
        Assert.Contains("t10k-images-idx3-ubyte.gz", output);
        Assert.Contains("great-wave.jpg", output);
    }

    [Fact]
    public void The_doctor_says_one_thing_once()
    {
        var (code, output) = Course("doctor");
        var things = Things(output);
        Assert.Equal(things.Distinct(), things);
        Assert.Superset(new HashSet<string> { "torch", "MNIST", "MNIST sample", "VGG-19", "checkpoints", "Jupyter" },
            things.ToHashSet());
        Assert.Equal(output.Contains("\nbroken", StringComparison.Ordinal) ? 1 : 0, code);
    }

    [Fact]
    public void The_doctor_finds_what_a_course_lacks()
    {
        var data = Directory.CreateDirectory(Path.Combine(_folder, "data")).FullName;
        File.WriteAllText(
            Path.Combine(data, "README.md"), "| `checkpoints/one.safetensors` | and | `checkpoints/two.safetensors` |");
        File.Copy(Path.Combine(_folder, "text.safetensors"),
            Path.Combine(Directory.CreateDirectory(Path.Combine(data, "checkpoints")).FullName, "two.safetensors"));

        var (code, output) = CourseCommand.RunBuilt(_folder, home: _folder, "doctor");

        Assert.Equal(1, code);
        var broken = output.Split('\n').Where(line => line.StartsWith("broken", StringComparison.Ordinal)).ToList();
        Assert.Contains(broken, line => line.Contains("MNIST sample", StringComparison.Ordinal));
        Assert.Contains(broken, line => line.Contains("compact-vgg.safetensors is missing", StringComparison.Ordinal));
        var checkpoints = Assert.Single(broken, line => line.Contains(" checkpoints ", StringComparison.Ordinal));
        Assert.Contains("one.safetensors", checkpoints, StringComparison.Ordinal);
        Assert.Contains("two.safetensors", checkpoints, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output);
    }

    [Fact]
    public void The_bench_tells_a_table_and_what_it_could_not_measure()
    {
        var (code, output) = CourseCommand.RunBuilt(
            _folder, CoursePaths.Home, ("ATELIER_DEVICE", "cpu"), "bench", "gpu", "--json", "figures.json");
        Assert.Equal(0, code);
        Assert.Contains("\n| group | what | ours | beside | ratio (least to most) | goal |\n|---|", output);
        Assert.Contains("\n| gpu | training steps | ours | PyTorch | not measured: there is no CUDA GPU here", output);

        using var report = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, "figures.json")));
        Assert.Contains("cores", report.RootElement.GetProperty("machine").GetProperty("processor").GetString());
        var figure = Assert.Single(report.RootElement.GetProperty("figures").EnumerateArray());
        Assert.Equal("gpu", figure.GetProperty("group").GetString());
        Assert.StartsWith("there is no CUDA GPU", figure.GetProperty("missing").GetString());
    }

    private (int ExitCode, string Output) Course(params string[] arguments) =>
        CourseCommand.RunBuilt(_folder, CoursePaths.Home, arguments);

    // A finding's line: how it is, its name in 14 columns, and what was found.
    private static List<string> Things(string output) =>
        [.. output.Split('\n').Where(line => line.Length > 22 && line[..7].Trim() is "ok" or "missing" or "broken")
            .Select(line => line[8..22].Trim())];
}
