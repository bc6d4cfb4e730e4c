using TorchSharp;

namespace Atelier.TorchGuard;

public static unsafe partial class NativeGuard
{
    /// <summary>
    /// Gradients of outputs by inputs. Natively unused inputs are allowed; here they are refused unless the caller allows them.
    /// </summary>
    /// <param name="outputs">the outputs' handles</param>
    /// <param name="oLength">their number</param>
    /// <param name="inputs">the inputs' handles</param>
    /// <param name="iLength">their number</param>
    /// <param name="grad_outs">handles of the gradients at the outputs, or null</param>
    /// <param name="gLength">their number</param>
    /// <param name="retain_graph">whether the graph can be used again</param>
    /// <param name="create_graph">whether the gradients have a graph</param>
    /// <param name="allow_unused">whether an input may be no part of the graph</param>
    /// <param name="allocator">takes the gradients</param>
    public static void THSAutograd_grad(
        nint outputs, long oLength, nint inputs, long iLength, nint grad_outs, long gLength,
        bool retain_graph, bool create_graph, bool allow_unused, AllocatePinnedArray allocator)
    {
        ReadOnlySpan<nint> from = new((void*)outputs, (int)oLength), by = new((void*)inputs, (int)iLength),
            at = new((void*)grad_outs, (int)gLength);
        CheckOutputs(from, at);
        CheckInputs(by);
        nint[] found = [];
        Native.THSAutograd_grad(outputs, oLength, inputs, iLength, grad_outs, gLength, retain_graph, create_graph, true, length =>
        {
            found = GC.AllocateArray<nint>((int)length, pinned: true);
            fixed (nint* first = found)
                return (nint)first;
        });
        if (!allow_unused && found.Contains(0))
        {
            var unused = Array.IndexOf(found, 0);
            Array.ForEach(found, gradient => { if (gradient != 0) Native.THSTensor_dispose(gradient); });
            throw TensorFacts.Refuse(
                $"grad: input {unused}, {new TensorFacts(by[unused])}, was not used to compute the outputs; allow_unused gives null for it");
        }

        found.CopyTo(new Span<nint>((void*)allocator(found.Length), found.Length));
    }

    private static void CheckOutputs(ReadOnlySpan<nint> outputs, ReadOnlySpan<nint> gradients)
    {
        if (gradients.Length != 0 && gradients.Length != outputs.Length)
            throw TensorFacts.Refuse($"grad: there are {outputs.Length} outputs and {gradients.Length} gradients for them");

        for (var i = 0; i < outputs.Length; i++)
        {
            var output = new TensorFacts(outputs[i]);
            if (!Native.THSTensor_requires_grad(outputs[i]))
                throw TensorFacts.Refuse($"grad: output {i}, {output}, does not depend on anything that requires a gradient");

            if (gradients.Length == 0 ? output.Count != 1 : !new TensorFacts(gradients[i]).Shape.SequenceEqual(output.Shape))
                throw TensorFacts.Refuse(gradients.Length == 0
                    ? $"grad: output {i} is {output}, no single number: give its gradient (grad_outputs), or take its sum or mean first"
                    : $"grad: output {i} is {output}, and its gradient {new TensorFacts(gradients[i])}: both must have one shape");
        }
    }

    private static void CheckInputs(ReadOnlySpan<nint> inputs)
    {
        for (var i = 0; i < inputs.Length; i++)
        {
            if (!Native.THSTensor_requires_grad(inputs[i]))
                throw TensorFacts.Refuse(
                    $"grad: input {i}, {new TensorFacts(inputs[i])}, does not require a gradient: x.requires_grad_(true) before it is used");
        }
    }
}
