using System.Numerics;
using System.Text;
using Atelier.Engine.Session;
using Atelier.Grading.Grade;
using CsCheck;

namespace Atelier.Grading.Tests.Grade;

/// <summary>For values of every kind: a value is equal to itself, and to none in which one part is another.</summary>
public sealed class ValuePropertyTests
{
    private const int Steps = 40; // of a kind of leaf: each step is a value that is different from all others

    private const int Truth = 12; // of which there are only two

    private static readonly Func<int, object>[] s_leaves =
    [
        i => i, i => (byte)i, i => 3_574_341L + i, i => BigInteger.Pow(7, 60) + i, i => (UInt128)i, i =>
            i == 0 ? double.NaN : i == 1 ? double.PositiveInfinity : i == 2 ? double.NegativeInfinity : 1 + 0.01 * i,
        i => i * 0.5f, i => i + 0.25m, i => (Half)i, i => $"text {i}", i => (char)('a' + i), i => new StringBuilder().Append(i),
        i => i % 2 == 0, i => (ConsoleColor)i,
        i => new Guid(i, 0, 0, new byte[8]), i => new DateTime(2026, 1, 1).AddTicks(i), i =>
            new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.FromMinutes(i)), i => TimeSpan.FromTicks(i),
        i => new DateOnly(2026, 1, 1).AddDays(i), i => new Complex(i, -i), i => new Uri($"http://x/{i}"), i => new Version(1, i),
    ];

    private static readonly Func<object[], object>[] s_shapes =
    [
        items => items, items => items.ToList(), items => (items[0], items[1..]), items => Tuple.Create(items[0], items[1..]),
        Table, items => items.Index().ToHashSet(),
        items => items.Select((item, i) => (item, i)).ToDictionary(pair => $"key {pair.i}", pair => pair.item), items =>
            items.GroupBy(item => item).ToList(), items => new Queue<object>(items),
        items => new Fields { First = items[0], Rest = items[1..] }, items => new Properties(items[0], items[1..]), items =>
            new { Anonymous = items },
    ];

    private static readonly Gen<Node> s_leaf = Gen.Select(Gen.Int[0, s_leaves.Length - 1], Gen.Int[0, Steps - 1])
        .Select(Node (kind, step) => new Leaf(kind, step));

    private static readonly Gen<Node> s_nodes = Tree(3);

    [Fact]
    public void A_value_is_equal_to_itself_and_to_none_in_which_one_part_is_another() =>
        Gen.Select(s_nodes, Gen.Int[0, 1000], Gen.Int[1, Steps - 1]).Sample((tree, which, by) =>
        {
            Assert.Equal((1.0, ""), Compare(tree.Build(), tree.Build()));
            var changed = tree.Change(which % tree.Leaves, by);
            Assert.NotEqual(1.0, Compare(tree.Build(), changed.Build()).Share);
        }, iter: 3000);

    [Fact]
    public void Sets_and_dictionaries_are_equal_in_any_order_and_sequences_are_not() =>
        Gen.Select(Gen.Int[0, s_leaves.Length - 1].Where(kind => kind != Truth), Gen.Int[2, 20], Gen.Int[0, 1000])
            .Sample((kind, count, seed) =>
            {
                (int Index, object Item)[] items = [.. Enumerable.Range(0, count).Select(s_leaves[kind]).Index()],
                    other = [.. items];
                new Random(seed).Shuffle(other);
                Assert.Equal(
                    (1.0, ""), Compare(items.Select(one => one.Item).ToHashSet(), other.Select(one => one.Item).ToHashSet()));
                Assert.Equal(
                    (1.0, ""), Compare(items.ToDictionary(one => one.Index, one => one.Item),
                        other.ToDictionary(one => one.Index, one => one.Item)));
                if (!items.SequenceEqual(other))
                    Assert.NotEqual(1.0, Compare(items.Select(one => one.Item), other.Select(one => one.Item)).Share);
            });

    private static (double Share, string Remark) Compare(object? expected, object? actual) =>
        new ValueComparison().Compare(Data(expected), Data(actual));

    private static System.Text.Json.JsonElement Data(object? value) => PlainValue.Parse(Text(value));

    private static string Text(object? value) => PlainData.Render(value).Data[PlainData.MimeType];

    private static Gen<Node> Tree(int depth) => depth == 0 ? s_leaf
        : Gen.OneOf(s_leaf, Gen.Select(Gen.Int[0, s_shapes.Length - 1], Tree(depth - 1).Array[1, 4])
            .Select(Node (shape, items) => new Branch(shape, items)));

    private static object Table(object[] items)
    {
        var table = new object[items.Length, 2];
        for (var i = 0; i < items.Length; i++) (table[i, 0], table[i, 1]) = (items[i], i);
        return table;
    }

#pragma warning disable CA1051 // a class with public fields, as students write them
    public sealed class Fields
    {
        public object? First;
        public object[]? Rest;
    }
#pragma warning restore CA1051

    public sealed record Properties(object First, object[] Rest);

    private abstract record Node
    {
        public abstract int Leaves { get; }

        public abstract object Build();

        /// <summary>The same with the leaf of this number so many steps on.</summary>
        public abstract Node Change(int leaf, int by);
    }

    private sealed record Leaf(int Kind, int Step) : Node
    {
        public override int Leaves => 1;

        public override object Build() => s_leaves[Kind](Step);

        public override Node Change(int leaf, int by) => new Leaf(Kind, (Step + (Kind == Truth ? 1 : by)) % Steps);
    }

    private sealed record Branch(int Shape, Node[] Items) : Node
    {
        public override int Leaves => Items.Sum(item => item.Leaves);

        public override object Build() => s_shapes[Shape]([.. Items.Select(item => item.Build())]);

        public override Node Change(int leaf, int by)
        {
            var items = Items.ToArray();
            var at = 0;
            while (leaf >= items[at].Leaves) leaf -= items[at++].Leaves;
            items[at] = items[at].Change(leaf, by);
            return new Branch(Shape, items);
        }
    }
}
