namespace Atelier.Cli.Doctor;

/// <summary>Whether the digits are here and undamaged.</summary>
internal static class DataFindings
{
    public static IEnumerable<Finding> All()
    {
        yield return MnistFiles.Full.AreHere
            ? Finding.Ok("MNIST", "70 000 digits, checked")
            : Finding.Absent("MNIST", "not fetched yet: the lessons fetch it (11 MB), or run on the course's sample",
                "./course data");
        yield return MnistFiles.Sample.AreHere
            ? Finding.Ok("MNIST sample", "2 500 digits, checked")
            : Finding.Broken("MNIST sample", "missing or damaged", "git checkout data/mnist-sample");
    }
}
