using System.Xml.Linq;

namespace Atelier.Setup;

/// <summary>The package versions that <c>packages.props</c> pins.</summary>
public sealed class PackageVersions
{
    private readonly Dictionary<string, string> _versions;

    /// <summary>Reads the file.</summary>
    /// <param name="path">environment/packages.props</param>
    public PackageVersions(string path) =>
        _versions = XDocument.Load(path).Descendants("PackageVersion")
            .ToDictionary(package => package.Attribute("Include")!.Value, package => package.Attribute("Version")!.Value);

    /// <summary>The version of a package.</summary>
    /// <param name="package">Its name.</param>
    public string this[string package] => _versions[package];
}
