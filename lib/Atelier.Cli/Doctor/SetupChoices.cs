using System.Xml.Linq;

namespace Atelier.Cli.Doctor;

/// <summary>What set-up chose for this machine, and why.</summary>
/// <param name="Torch">the torch backend, with the reason</param>
/// <param name="Images">the image library, with the reason</param>
internal sealed record SetupChoices(string Torch, string Images)
{
    /// <summary>Reads <c>environment/local.props</c>, which set-up writes.</summary>
    public static SetupChoices Read(string home)
    {
        var file = Path.Combine(home, "environment", "local.props");
        var chosen = File.Exists(file) ? XDocument.Load(file).Root?.Element("PropertyGroup") : null;
        return new SetupChoices(Describe("TorchBackend", "cpu"), Describe("ImageLibrary", "SkiaSharp"));

        string Describe(string name, string standard) =>
            $"{chosen?.Element(name)?.Value ?? standard} ({chosen?.Element(name + "Reason")?.Value ?? "the default"})";
    }
}
