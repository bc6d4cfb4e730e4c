using Microsoft.CodeAnalysis;

namespace Atelier.Engine.Session;

/// <summary>What usually helps with the errors that beginners meet.</summary>
internal static class Hints
{
    public static string? For(Diagnostic error) => error.Id switch
    {
        "CS1002" => "A statement ends with a semicolon.",
        "CS0103" or "CS0246" => "Is it spelled as it was declared? Was the cell that declares it run? Is a `using` missing?",
        "CS1061" => "Is it spelled right, capitals included? Is a `using` missing?",
        "CS0165" => "Give the variable a value where it is declared.",
        "CS0266" or "CS0029" => "A cast, as (float)x, converts where that makes sense.",
        "CS1109" =>
            "In a cell an extension method stands by itself, without a class around it: static int Twice(this int x) => 2 * x;",
        "CS9283" => "A cell has no extension blocks, but extension methods: static int Twice(this int x) => 2 * x;",
        "CS7021" => "A cell declares classes and methods without a namespace.",
        _ => null,
    };
}
