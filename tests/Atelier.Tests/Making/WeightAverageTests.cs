using Atelier.Making;
using TorchSharp;
using static TorchSharp.torch;

namespace Atelier.Tests.Making;

public sealed class WeightAverageTests : IDisposable
{
    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("atelier-average").FullName,
        "average.safetensors");
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose()
    {
        _scope.Dispose();
        Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);
    }

    [Fact]
    public void The_mean_by_hand()
    {
        var network = One(10);
        using var average = new WeightAverage(network, decay: 0.5);
        var values = new[] { 4f, 8f, 2f };
        foreach (var value in values) Update(average, network, value);

        // β is 0, 1/11 and 2/12 in the first three steps, below the 0.5 that was asked for.
        var expected = values[0];
        expected = expected / 11 + 10 * values[1] / 11;
        expected = expected / 6 + 5 * values[2] / 6;
        Assert.Equal(expected, Mean(average), 1e-5f);
        Assert.Equal(3, average.Steps);
    }

    [Fact]
    public void Later_it_remembers_as_long_as_asked()
    {
        var network = One(0);
        using var average = new WeightAverage(network, decay: 0.9);
        for (var step = 0; step < 500; step++) Update(average, network, 1);
        Update(average, network, 11);
        Assert.Equal(2, Mean(average), 1e-4f); // 0.9 · 1 + 0.1 · 11
    }

    [Fact]
    public void It_leaves_the_network_as_it_is()
    {
        var network = One(3);
        using var average = new WeightAverage(network);
        Update(average, network, 5);
        Assert.Equal(5, network.weight.item<float>());
        Assert.True(network.weight.requires_grad);
    }

    [Fact]
    public void It_goes_on_from_a_file()
    {
        var network = One(1);
        using var average = new WeightAverage(network);
        Update(average, network, 2);
        Update(average, network, 4);
        average.Save(_file);
        using var again = new WeightAverage(network);
        again.Load(_file);
        Assert.Equal((2, Mean(average)), (again.Steps, Mean(again)));
    }

    [Fact]
    public void A_file_of_something_else_is_refused()
    {
        SafeTensors.Save(_file, new Dictionary<string, Tensor> { ["weight"] = zeros(1, 1) });
        using var average = new WeightAverage(One(0));
        Assert.Contains("no mean of weights", Assert.Throws<InvalidDataException>(() => average.Load(_file)).Message);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1)]
    public void A_decay_that_never_forgets_or_makes_no_sense_is_refused(double decay) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new WeightAverage(One(0), decay));

    private static TorchSharp.Modules.Linear One(double value)
    {
        var network = nn.Linear(1, 1, hasBias: false);
        nn.init.constant_(network.weight, value);
        return network;
    }

    private static void Update(WeightAverage average, TorchSharp.Modules.Linear network, double value)
    {
        nn.init.constant_(network.weight, value);
        average.Update();
    }

    private static float Mean(WeightAverage average)
    {
        var copy = One(0);
        average.CopyTo(copy);
        return copy.weight.item<float>();
    }
}
