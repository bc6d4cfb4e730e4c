using Atelier.Browser.Tests.Support;

namespace Atelier.Browser.Tests.Lab;

public sealed class StopTests
{
    [Fact]
    public async Task Ctrl_C_stops_Jupyter_and_its_kernels()
    {
        await using var lab = new CourseLab();
        var address = await lab.AddressAsync("00-start-here.ipynb");
        Assert.StartsWith("http://127.0.0.1:", address);
        await lab.StopAsync();

        using var client = new HttpClient();
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(address, TestContext.Current.CancellationToken));
    }
}
