using TorchSharp;
using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// Limited-memory BFGS (Nocedal &amp; Wright 2006, algorithms 7.4 and 7.5): each step goes along −H∇f, where H approximates
/// the inverse Hessian by the last few changes of x and of its gradient, and is halved until f has fallen enough (Armijo's
/// condition). Needs no learning rate.
/// </summary>
/// <remarks>
/// Our own, because <c>torch.optim.LBFGS</c> of TorchSharp 0.107 has no line search: on style losses its fixed rate overshoots.
/// </remarks>
public sealed class Lbfgs : IDisposable
{
    private const double EnoughDescent = 1e-4; // c₁ of Armijo's condition
    private const int MostHalvings = 20;

    private readonly Tensor _x;
    private readonly double _firstStep;
    private readonly int _memory;
    private readonly Queue<Change> _history = new();
    private double _loss;
    private Tensor? _gradient;

    /// <summary>Prepares to minimise a function of x by changing x in place.</summary>
    /// <param name="x">a leaf tensor that requires a gradient, of any shape; the caller keeps it</param>
    /// <param name="firstStep">
    /// the largest change of an element of x in the first step, when nothing is known yet; later steps find their own size
    /// </param>
    /// <param name="memory">how many past steps H is made of</param>
    public Lbfgs(Tensor x, double firstStep = 0.05, int memory = 10) =>
        (_x, _firstStep, _memory) = (x, firstStep, memory);

    /// <summary>How often the function was evaluated so far; mostly once a step.</summary>
    public int Evaluations { get; private set; }

    /// <summary>One step.</summary>
    /// <param name="f">the function: a single number computed from x; the same one at every step</param>
    /// <returns>
    /// f at the new x, or at the old one where no step along −H∇f lowers it: then x is at a minimum as far as its numbers can
    /// tell; NaN, and x as it was, where f or its gradient is not finite
    /// </returns>
    public double Step(Func<Tensor> f)
    {
        using var scope = NewDisposeScope();
        if (_gradient is null)
            (_loss, _gradient) = Evaluate(f);

        var direction = Direction(_gradient);
        var slope = Dot(_gradient, direction).ToDouble();
        if (!double.IsFinite(_loss) || !double.IsFinite(slope))
            return double.NaN;
        var start = _x.detach().clone();
        var step = _history.Count > 0 ? 1 : _firstStep / Math.Max(_gradient.abs().max().ToDouble(), 1e-12);
        for (var halvings = 0; halvings < MostHalvings; halvings++, step /= 2)
        {
            MoveTo(start + step * direction);
            var (next, nextGradient) = Evaluate(f);
            if (next <= _loss + EnoughDescent * step * slope)
            {
                Remember(step * direction, nextGradient - _gradient);
                _gradient.Dispose();
                (_loss, _gradient) = (next, nextGradient);
                return _loss;
            }
            nextGradient.Dispose();
        }

        MoveTo(start);
        Forget();
        return _loss;
    }

    /// <summary>−H∇f by the two-loop recursion. Its numbers stay on x's device: each one read would be a wait for it.</summary>
    private Tensor Direction(Tensor gradient)
    {
        var q = gradient.clone();
        var newestFirst = _history.Reverse().ToArray();
        var alpha = new Tensor[newestFirst.Length];
        for (var i = 0; i < newestFirst.Length; i++)
        {
            var (s, y, sy) = newestFirst[i];
            alpha[i] = Dot(s, q) / sy;
            q.sub_(alpha[i] * y);
        }
        if (newestFirst is [var last, ..])
            q.mul_(last.SY / Dot(last.Y, last.Y)); // H₀ = γI: the curvature of the last step, everywhere
        for (var i = newestFirst.Length - 1; i >= 0; i--)
        {
            var (s, y, sy) = newestFirst[i];
            var beta = Dot(y, q) / sy;
            q.add_((alpha[i] - beta) * s);
        }
        return -q;
    }

    private (double Loss, Tensor Gradient) Evaluate(Func<Tensor> f)
    {
        Evaluations++;
        _x.grad = null;
        var value = f();
        value.backward();
        return (value.ToDouble(), _x.grad!.detach().clone().DetachFromDisposeScope());
    }

    private void MoveTo(Tensor place)
    {
        using var noGradients = no_grad();
        _x.copy_(place);
    }

    /// <summary>Keeps s = Δx and y = Δ∇f, unless f curves downwards between the two places: then H would point uphill.</summary>
    private void Remember(Tensor s, Tensor y)
    {
        var sy = Dot(s, y);
        if (sy.ToDouble() <= 1e-10 * Dot(y, y).ToDouble())
            return;
        _history.Enqueue(new Change(s.DetachFromDisposeScope(), y.DetachFromDisposeScope(), sy.DetachFromDisposeScope()));
        if (_history.Count > _memory)
            _history.Dequeue().Dispose();
    }

    private void Forget()
    {
        while (_history.TryDequeue(out var change))
            change.Dispose();
    }

    private static Tensor Dot(Tensor a, Tensor b) => a.flatten().dot(b.flatten());

    /// <summary>Frees what is remembered; x stays with its owner.</summary>
    public void Dispose()
    {
        Forget();
        _gradient?.Dispose();
    }

    /// <summary>A past step: s = Δx, y = Δ∇f and their product.</summary>
    private sealed record Change(Tensor S, Tensor Y, Tensor SY) : IDisposable
    {
        public void Dispose()
        {
            S.Dispose();
            Y.Dispose();
            SY.Dispose();
        }
    }
}
