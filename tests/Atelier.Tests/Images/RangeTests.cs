using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Atelier.Tests.Data;

/// <summary>Whoever hands in pictures reads in the tooltip which values they have: −1 … 1, 0 … 1, or bytes.</summary>
public sealed partial class RangeTests
{
    [Fact]
    public void Where_the_documentation_names_the_shape_of_pictures_it_gives_their_range()
    {
        var documentation = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "Atelier.xml"));
        var texts = documentation.Descendants("member").Where(IsPublic).SelectMany(member => member.Elements()
            .Where(part => part.Name.LocalName is "summary" or "param" or "returns")
            .Select(part => $"{member.Attribute("name")!.Value} {part.Attribute("name")?.Value}: {part.Value}"))
            .Where(text => Pictures().IsMatch(text)).ToArray();
        Assert.InRange(texts.Length, 40, 400);
        Assert.All(texts, text => Assert.Matches(@"0 … 1|−1 … 1|0 … 255|any range|the range of the network", text));
    }

    private static bool IsPublic(XElement member)
    {
        var name = member.Attribute("name")!.Value[2..].Split('(')[0];
        if (typeof(Picture).Assembly.GetType(name) is { } type)
            return type.IsPublic;
        var dot = name.LastIndexOf('.');
        return typeof(Picture).Assembly.GetType(name[..dot]) is { IsPublic: true } owner
            && owner.GetMember(name[(dot + 1)..].Replace('#', '.'),
                BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static).Length > 0;
    }

    /// <summary>A shape that only pictures have: 28 × 28 pixels, or three channels of H × W.</summary>
    [GeneratedRegex(@"\[[^\]]*(28, 28|\b3, H, W)\]")]
    private static partial Regex Pictures();
}
