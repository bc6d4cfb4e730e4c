using System.Collections.Concurrent;
using System.Globalization;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// Adam (Kingma &amp; Ba 2015, arXiv:1412.6980, algorithm 1) for all weights at once. Its count of steps and its learning rate
/// lie on the weights' device, so that nothing is read there and a <see cref="CudaGraph"/> can hold it.
/// </summary>
/// <remarks>
/// <c>torch.optim.Adam</c> of TorchSharp 0.107 launches a dozen kernels for each weight; libtorch's own fused step is reached by
/// TorchScript.
/// </remarks>
internal sealed class FusedAdam : IDisposable
{
    private static readonly ConcurrentDictionary<(double Beta1, double Beta2), jit.CompilationUnit> s_scripts = new();

    private readonly Parameter[] _weights;
    private readonly jit.CompilationUnit _script;
    private readonly Tensor[] _steps;
    private readonly Tensor _rate;

    /// <param name="weights">at least one, all on one device; the caller keeps them</param>
    /// <param name="rate">the learning rate, at least 0</param>
    /// <param name="beta1">β1, at least 0 and below 1</param>
    /// <param name="beta2">β2, at least 0 and below 1</param>
    public FusedAdam(IEnumerable<Parameter> weights, double rate, double beta1, double beta2 = 0.999)
    {
        (_weights, _script) = ([.. weights], s_scripts.GetOrAdd((beta1, beta2), Script));
        var device = _weights[0].device;
        using var noGradients = no_grad();
        Means = [.. _weights.Select(weight => zeros_like(weight).DetachFromDisposeScope())];
        Squares = [.. _weights.Select(weight => zeros_like(weight).DetachFromDisposeScope())];
        _steps = [.. _weights.Select(_ => zeros([], device: device).DetachFromDisposeScope())];
        _rate = full([], rate, device: device).DetachFromDisposeScope();
    }

    /// <summary>The running mean of each weight's gradient.</summary>
    public IReadOnlyList<Tensor> Means { get; }

    /// <summary>The running mean of its square.</summary>
    public IReadOnlyList<Tensor> Squares { get; }

    /// <summary>Descends by the gradients that the weights carry; a weight without one stays.</summary>
    /// <param name="stopped">one number on the weights' device: 1 leaves all as it is, 0 does not</param>
    public void Step(Tensor stopped)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        int[] moving = [.. Enumerable.Range(0, _weights.Length).Where(i => _weights[i].grad is not null)];
        if (moving.Length == 0)
            return;
        Tensor[] Of(IReadOnlyList<Tensor> all) => [.. moving.Select(i => all[i])];
        _script.invoke(
            "step", Of(_weights), moving.Select(i => _weights[i].grad!).ToArray(), Of(Means), Of(Squares), Of(_steps), _rate,
            stopped);
    }

    // The settings are constants of the script: a number that is passed to it lies in an object that .NET may collect before
    // libtorch has read it (TorchSharp 0.107). Tensors are held by their scope.
    private static jit.CompilationUnit Script((double Beta1, double Beta2) settings) => jit.compile(string.Create(
        CultureInfo.InvariantCulture,
        $"""
        def step(weights: List[Tensor], gradients: List[Tensor], means: List[Tensor], squares: List[Tensor],
                 steps: List[Tensor], rate: Tensor, stopped: Tensor) -> Tensor:
            torch._foreach_add_(steps, 1.0)
            torch._fused_adam_(weights, gradients, means, squares, [], steps, lr=rate, beta1={settings.Beta1:F17},
                               beta2={settings.Beta2:F17}, weight_decay=0.0, eps=1e-8, amsgrad=False, maximize=False,
                               grad_scale=None, found_inf=stopped)
            torch._foreach_sub_(steps, [stopped] * len(steps))
            return stopped

        """));

    /// <summary>Changes the learning rate from the next step on.</summary>
    public void SetRate(double rate) => _rate.fill_(rate);

    /// <summary>Changes the number of steps that it believes to have done.</summary>
    public void SetSteps(int steps)
    {
        foreach (var count in _steps)
            count.fill_(steps);
    }

    /// <summary>Frees its memory; the weights stay.</summary>
    public void Dispose()
    {
        foreach (var tensor in Means.Concat(Squares).Concat(_steps).Append(_rate))
            tensor.Dispose();
    }
}
