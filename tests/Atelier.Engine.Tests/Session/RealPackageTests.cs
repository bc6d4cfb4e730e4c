namespace Atelier.Engine.Tests.Session;

/// <summary>
/// Packages as people use them, in their newest versions: with dependencies, with native libraries, with no assembly of their
/// own.
/// </summary>
public sealed class RealPackageTests : SessionTests
{
    [Theory]
    [InlineData("Newtonsoft.Json", "Newtonsoft.Json.JsonConvert.SerializeObject(new[] { 1, 2 })", "[1,2]")]
    [InlineData("Microsoft.Data.Sqlite", """
        var db = new Microsoft.Data.Sqlite.SqliteConnection("Data Source=:memory:");
        db.Open();
        var command = db.CreateCommand();
        command.CommandText = "select 6 * 7";
        command.ExecuteScalar()
        """, "42")]
    [InlineData("Microsoft.Data.Sqlite Dapper", """
        using Dapper;
        new Microsoft.Data.Sqlite.SqliteConnection("Data Source=:memory:").QuerySingle<long>("select 40 + 2")
        """, "42")]
    [InlineData("Microsoft.Data.Analysis",
        "new Microsoft.Data.Analysis.DoubleDataFrameColumn(\"x\", new[] { 1.0, 2.0, 3.0 }).Mean()", "2")]
    [InlineData("Serilog Serilog.Sinks.Console", """
        using Serilog;
        new LoggerConfiguration().WriteTo.Console().CreateLogger().Information("so {What}", "logged");
        "done"
        """, "done")]
    [InlineData("Humanizer", "using Humanizer;\n\"digit\".ToQuantity(3)", "3 digits")]
    [InlineData("NodaTime", "new NodaTime.LocalDate(2026, 11, 27).PlusDays(4).Day", "1")]
    [InlineData("MathNet.Numerics", "MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseIdentity(3).Determinant()", "1")]
    [InlineData("YamlDotNet",
        "new YamlDotNet.Serialization.DeserializerBuilder().Build().Deserialize<Dictionary<string, int>>(\"a: 7\")[\"a\"]", "7")]
    [InlineData("SkiaSharp SkiaSharp.NativeAssets.Linux.NoDependencies", "new SkiaSharp.SKBitmap(3, 4).ByteCount", "48")]
    [InlineData("AngleSharp", """
        using AngleSharp;
        var page = await BrowsingContext.New().OpenAsync(answer => answer.Content("<b>bold</b>"));
        page.QuerySelector("b").TextContent
        """, "bold")]
    [InlineData("Microsoft.Extensions.DependencyInjection Polly", """
        using Microsoft.Extensions.DependencyInjection;
        new ServiceCollection().AddSingleton("served").BuildServiceProvider().GetRequiredService<string>()
        """, "served")]
    public async Task A_package_is_restored_with_all_it_needs_and_works(string packages, string code, string value)
    {
        foreach (var package in packages.Split(' '))
        {
            var error = (await Run($"#r \"nuget: {package}\"")).Error;
            Assert.SkipWhen(error?.Message.Contains(": NU1") == true, error?.Message ?? "");
            Assert.Null(error);
        }
        Assert.Equal(value, await Value(code));
    }
}
