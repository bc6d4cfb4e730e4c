using CsCheck;

namespace Atelier.Tests.Games;

public sealed class BilinearGameTests
{
    private static readonly Gen<double> s_learningRate = Gen.Double[0.01, 0.5], s_coordinate = Gen.Double[-3, 3];

    [Fact]
    public void Two_rounds_by_hand()
    {
        var path = BilinearGame.Play((x, y) => (x - 0.5 * y, y + 0.5 * x), (1, 2), rounds: 2);
        Assert.Equal([(1, 2), (0, 2.5), (-1.25, 2.5)], path);
    }

    [Fact]
    public void Steps_at_the_same_time_spiral_outwards_by_a_known_factor() =>
        Gen.Select(s_learningRate, s_coordinate, s_coordinate).Sample((lr, x, y) =>
        {
            var distance = BilinearGame.Distance(BilinearGame.Play((x, y) => (x - lr * y, y + lr * x), (x, y), rounds: 50));
            for (var i = 0; i < 50; i++)
                Assert.Equal(distance[i] * Math.Sqrt(1 + lr * lr), distance[i + 1], 1e-9 * distance[i + 1]);
        });

    [Fact]
    public void Steps_in_turn_stay_on_an_ellipse() =>
        Gen.Select(s_learningRate, s_coordinate, s_coordinate).Sample((lr, x, y) =>
        {
            // The step has determinant 1 and keeps x² + y² − lr·x·y.
            var path = BilinearGame.Play((x, y) => (x - lr * y, y + lr * (x - lr * y)), (x, y), rounds: 500);
            double Kept((double X, double Y) at) => at.X * at.X + at.Y * at.Y - lr * at.X * at.Y;
            Assert.All(path, at => Assert.Equal(Kept(path[0]), Kept(at), 1e-8));
        });

    [Fact]
    public void Looking_ahead_leads_home() =>
        Gen.Select(s_learningRate, s_coordinate, s_coordinate).Sample((lr, x, y) =>
        {
            var path = BilinearGame.Play((x, y) => (x - lr * (y + lr * x), y + lr * (x - lr * y)), (x, y), rounds: 20);
            var factor = Math.Sqrt(Math.Pow(1 - lr * lr, 2) + lr * lr);
            Assert.Equal(BilinearGame.Distance(path)[0] * Math.Pow(factor, 20), BilinearGame.Distance(path)[20], 1e-9);
            Assert.True(factor < 1);
        });
}
