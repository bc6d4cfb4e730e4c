namespace Atelier;

/// <summary>
/// The minimax game min_G max_D V(D, G) on the line, where every integral can be done (Goodfellow et al. 2014, arXiv:1406.2661,
/// section 4).
/// </summary>
public static class MinimaxGame
{
    private const double From = -12, To = 12, Dx = 0.001;

    /// <summary>The best discriminator for a fixed generator, D*(x) = p_data(x) / (p_data(x) + p_g(x)) (proposition 1).</summary>
    /// <returns>D*(x) in 0 … 1; ½ where both densities are 0 and nothing is at stake</returns>
    public static double OptimalDiscriminator(double pData, double pG) => pData + pG == 0 ? 0.5 : pData / (pData + pG);

    /// <summary>V(D, G) = E_data[log D(x)] + E_g[log(1 − D(x))], for densities that lie within −12 … 12 (equation 1).</summary>
    /// <param name="D">the discriminator, 0 … 1</param>
    /// <param name="pData">the density of the data</param>
    /// <param name="pG">the density of what the generator makes</param>
    public static double Value(Func<double, double> D, Func<double, double> pData, Func<double, double> pG) =>
        Integral(x => Times(pData(x), Math.Log(D(x))) + Times(pG(x), Math.Log(1 - D(x))));

    /// <summary>
    /// JS(p, q) = ½ KL(p ‖ m) + ½ KL(q ‖ m) with m = (p + q) / 2, in nats: 0 where p = q, log 2 where they share no point. With
    /// the best discriminator, V(D*, G) = −log 4 + 2 JS(p_data, p_g) (theorem 1).
    /// </summary>
    public static double JensenShannon(Func<double, double> p, Func<double, double> q) => Integral(x =>
    {
        var m = (p(x) + q(x)) / 2;
        return (Times(p(x), Math.Log(p(x) / m)) + Times(q(x), Math.Log(q(x) / m))) / 2;
    });

    /// <summary>The area under f from −12 to 12, by the midpoint rule with steps of 0.001.</summary>
    public static double Integral(Func<double, double> f)
    {
        var sum = 0.0;
        for (var i = 0; i < (int)((To - From) / Dx); i++)
            sum += f(From + (i + 0.5) * Dx);
        return sum * Dx;
    }

    // 0 log 0 = 0: where a density is as good as zero its term does not count. (D(x) may have been rounded to 0 or 1 there.)
    private static double Times(double density, double log) => density < 1e-12 ? 0 : density * log;
}
