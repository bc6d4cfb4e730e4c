namespace Atelier;

/// <summary>How this machine's processor computes convolutions.</summary>
public enum ConvolutionState
{
    /// <summary>Right as they are.</summary>
    Right,

    /// <summary>Right, after what oneDNN believed of the processor's caches was put right.</summary>
    Mended,

    /// <summary>Right, without oneDNN: 1.5 times (a DCGAN) to 9 times (VGG) slower.</summary>
    WithoutOneDnn,

    /// <summary>Wrong: nothing can be trained on this processor.</summary>
    Wrong,
}
