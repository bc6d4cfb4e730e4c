using static TorchSharp.torch;

namespace Atelier.Tests.WrongInput;

/// <summary>One place where the library takes pictures.</summary>
/// <param name="Name">for the test's name</param>
/// <param name="Enter">hands in a picture or a batch</param>
/// <param name="Good">what is wanted, so that the mistakes can be made from it</param>
/// <param name="Mistakes">the mistakes that can be made here</param>
internal sealed record Door(string Name, Action<Tensor> Enter, Func<Tensor> Good, params string[] Mistakes)
{
    public override string ToString() => Name;
}
