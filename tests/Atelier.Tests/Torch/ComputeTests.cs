using TorchSharp;

namespace Atelier.Tests.Torch;

public class ComputeTests
{
    [Theory]
    [InlineData("cpu")]
    [InlineData(" CPU ")]
    public void The_cpu_is_always_there(string name) => Assert.Equal(DeviceType.CPU, Compute.Parse(name).type);

    [Theory]
    [InlineData("gpu")]
    [InlineData("cuda:x")]
    [InlineData("cuda:-1")]
    [InlineData("cuda:4000")]
    public void A_device_that_is_not_there_is_named(string name) =>
        Assert.Contains($"'{name}'", Assert.Throws<InvalidOperationException>(() => Compute.Parse(name)).Message);

    [Fact]
    public void The_description_names_the_device() =>
        Assert.Matches(Compute.Device.type == DeviceType.CPU ? @"^CPU, \d+ threads?$" : "cuda|mps", Compute.Description);

    [Fact]
    public void The_allocator_is_set_up_where_there_is_glibc() =>
        Assert.Equal(OperatingSystem.IsLinux() && File.Exists("/usr/bin/ldd"), Malloc.KeepPages());
}
