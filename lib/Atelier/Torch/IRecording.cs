using static TorchSharp.torch;

namespace Atelier;

/// <summary>Work that was recorded once, to be done again on the same memory.</summary>
internal interface IRecording : IDisposable
{
    /// <summary>What the work returns; each time overwrites it.</summary>
    Tensor Result { get; }

    /// <summary>Does the work once more; waits for nothing.</summary>
    void Replay();
}
