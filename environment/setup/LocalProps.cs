using System.Xml.Linq;

namespace Atelier.Setup;

/// <summary>
/// The ignored file that records what set-up chose, read by <c>packages.props</c> and by <c>./course doctor</c>.
/// </summary>
public static class LocalProps
{
    /// <summary>Writes the file, replacing it whole.</summary>
    /// <param name="path">environment/local.props</param>
    /// <param name="torch">The torch backend.</param>
    /// <param name="images">The image library.</param>
    /// <param name="found">Packages that the course can do without, and that a source has.</param>
    public static void Write(string path, Choice torch, Choice images, IReadOnlyList<string> found)
    {
        var properties = new XElement("PropertyGroup",
            new XElement("TorchBackend", torch.Value),
            new XElement("TorchBackendReason", torch.Reason),
            new XElement("ImageLibrary", images.Value),
            new XElement("ImageLibraryReason", images.Reason),
            new XElement("FoundPackages", $";{string.Join(';', found)};"));
        WholeFile.Write(path, new XDocument(new XElement("Project", properties)).Save);
    }
}
