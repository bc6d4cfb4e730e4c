using static TorchSharp.torch;

namespace Atelier.Making;

/// <summary>
/// Two numbers for translators that have never seen a label, through the course's classifier: how many pictures of B it reads
/// once they are translated to A, and how many digits of A keep their class on the way A → B → A.
/// </summary>
internal sealed class TranslationExam : IDisposable
{
    private const int AtOnce = 500;

    private readonly DigitClassifier _classifier = DigitClassifier.Trained();
    private readonly DigitDomains _domains;

    /// <param name="count">pictures of each kind, from MNIST's test digits and from pictures that no training has seen</param>
    public TranslationExam(int count)
    {
        using var test = Mnist.Test();
        _domains = DigitDomains.Of(test, count, seed: 1, DigitDomains.TestPictures);
    }

    /// <summary>The share of B that is read rightly as it is, grey.</summary>
    public double Untranslated() => Read(b => b.mean([1], keepdim: true));

    /// <summary>The share of B that is read rightly after F.</summary>
    public double Accuracy(Translator F) => Read(F.call);

    /// <summary>The share of A that the classifier calls the same before and after A → B → A.</summary>
    public double Kept(Translator G, Translator F)
    {
        using var scope = NewDisposeScope();
        return Share(_classifier.Digits(Translate(_domains.A, a => F.call(G.call(a)))), _classifier.Digits(_domains.A));
    }

    public void Dispose()
    {
        _classifier.Dispose();
        _domains.Dispose();
    }

    private double Read(Func<Tensor, Tensor> toA)
    {
        using var scope = NewDisposeScope();
        return Share(_classifier.Digits(Translate(_domains.B, toA)), _domains.LabelsB);
    }

    private static Tensor Translate(Tensor pictures, Func<Tensor, Tensor> translate)
    {
        using var noGradients = no_grad();
        return cat([.. pictures.split(AtOnce).Select(translate)]);
    }

    private static double Share(Tensor said, Tensor labels) => (said == labels).to(float64).mean().item<double>();
}
