using static TorchSharp.torch;

namespace Atelier;

/// <summary>
/// One seed for all of torch's random numbers: first weights, noise, shuffles, dropout, the places that a penalty is paid at.
/// It covers neither <see cref="Random"/> nor what a thread of one's own draws. Trainers do not need it but for first weights:
/// each has a seed in its settings, which with the step's number decides all that it draws, whatever ran before.
/// On one machine with one number of threads (<c>OMP_NUM_THREADS</c>) the same seed gives the same losses to the last bit on the
/// CPU, for every trainer of the library. Another processor or number of threads adds in another order: the last digits
/// differ, and a training drifts apart from there. On a GPU two runs do so on one machine: after 100 steps of a DCGAN, losses of
/// one seed differed by 0.08 and by 0.37 in two measurements on an H200, where their mean is 1.9. Less than a quarter of the mean
/// may be expected; <c>./course bench gpu</c> measures it.
/// </summary>
public static class Seed
{
    /// <summary>
    /// Seeds the generators of the CPU and of every GPU (<c>torch.manual_seed</c> alone seeds only the CPU's). The same seed on
    /// the same device gives the same weights, noise and shuffles.
    /// </summary>
    public static void Everything(int seed)
    {
        manual_seed(seed);
        if (cuda.is_available())
            cuda.manual_seed_all(seed);
    }
}
