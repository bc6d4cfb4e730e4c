using static TorchSharp.torch;

namespace Atelier.Making;

/// <summary>
/// A running mean of a network's weights: avg ← β avg + (1 − β) w after each step. A GAN's weights circle around a good point;
/// their mean lies nearer to it (Yazıcı et al. 2018, arXiv:1806.04498). It does not touch the training itself.
/// </summary>
internal sealed class WeightAverage : IDisposable
{
    private readonly nn.Module _network;
    private readonly Dictionary<string, Tensor> _means;

    /// <summary>Begins with the weights as they are.</summary>
    /// <param name="network">the network to follow; not owned</param>
    /// <param name="decay">
    /// β: it remembers about 1 / (1 − β) steps, and less in its first steps, when the weights are still poor
    /// </param>
    public WeightAverage(nn.Module network, double decay = 0.999)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(decay);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(decay, 1);
        (_network, Decay) = (network, decay);
        _means = network.named_parameters().ToDictionary(p => p.name, p => p.parameter.detach().clone().DetachFromDisposeScope());
    }

    /// <summary>β.</summary>
    public double Decay { get; }

    /// <summary>Steps that it has followed.</summary>
    public int Steps { get; private set; }

    /// <summary>Follows the network by one step: call it after each.</summary>
    public void Update()
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        Steps++;
        var beta = Math.Min(Decay, (Steps - 1.0) / (Steps + 9)); // 0, 1/11, 2/12 ...: the first weights are soon forgotten
        foreach (var (name, weight) in _network.named_parameters())
            _means[name].mul_(beta).add_(weight, alpha: 1 - beta);
    }

    /// <summary>
    /// Copies the mean weights into a network of the same kind. What BatchNorm has counted is not copied: count it anew
    /// (<see cref="BatchNormStatistics"/>), because other weights have other statistics.
    /// </summary>
    public void CopyTo(nn.Module other)
    {
        using var noGradients = no_grad();
        foreach (var (name, weight) in other.named_parameters())
            weight.copy_(_means[name]);
    }

    /// <summary>Keeps the mean, and how long it has been taken, in a safetensors file.</summary>
    public void Save(string path) => SafeTensors.Save(path, _means, new Dictionary<string, string> { ["steps"] = $"{Steps}" });

    /// <summary>Goes on with what <see cref="Save"/> kept.</summary>
    /// <exception cref="InvalidDataException">The file is of another network.</exception>
    public void Load(string path)
    {
        using var scope = NewDisposeScope();
        if (!SafeTensors.LoadMetadata(path).TryGetValue("steps", out var text) || !int.TryParse(text, out var steps))
            throw new InvalidDataException($"{path} holds no mean of weights: it was not saved by a WeightAverage.");

        Checkpoint.Restore(SafeTensors.Load(path), _means, path);
        Steps = steps;
    }

    /// <summary>Frees the mean; the network stays with its owner.</summary>
    public void Dispose()
    {
        foreach (var mean in _means.Values)
            mean.Dispose();
    }
}
