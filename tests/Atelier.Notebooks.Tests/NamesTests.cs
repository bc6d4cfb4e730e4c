namespace Atelier.Notebooks.Tests;

/// <summary>The reader of names, on cells of which everything is known.</summary>
public sealed class NamesTests
{
    [Fact]
    public void A_name_is_followed_from_cell_to_cell()
    {
        var names = Names.Of(
        [
            "#load \"../lib/atelier.csx\"",
            "var a = zeros(3);\ndouble F(double x) => x;\nvar (b, c) = (1, 2);",
            "double G(double a) => F(a);\nb = 3;\n(c, _) = (b, 1);",
            "var a = 2.0;\nG(a)",
        ]);

        Assert.Equal(
            [("F", 1, 2, false), ("b", 1, 2, true), ("c", 1, 2, true), ("b", 1, 2, false), ("G", 2, 3, false)],
            names.Uses.Select(use => (use.Name, use.Declared, use.Cell, use.Changes)));
        Assert.Equal([("display", 0), ("F", 1), ("a", 1), ("b", 1), ("c", 1), ("G", 2), ("a", 3)], names.Declared
            .OrderBy(name => name.Cell).ThenBy(name => name.Name, StringComparer.Ordinal));
    }
}
