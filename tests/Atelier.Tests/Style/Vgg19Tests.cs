using static TorchSharp.torch;

namespace Atelier.Tests.Painting;

public class Vgg19Tests
{
    [Theory]
    [InlineData("conv1_1", 0)]
    [InlineData("pool1", 4)]
    [InlineData("conv2_1", 5)]
    [InlineData("conv3_4", 16)]
    [InlineData("conv4_2", 21)]
    [InlineData("relu4_2", 22)]
    [InlineData("conv5_1", 28)]
    [InlineData("conv5_4", 34)]
    [InlineData("pool5", 36)]
    public void Layers_have_torchvisions_numbers(string layer, int number) => Assert.Equal(number, VggLayers.IndexOf(layer));

    [Fact]
    public void A_layer_that_VGG_lacks_is_named_in_the_error() =>
        Assert.Contains("conv3_5", Assert.Throws<ArgumentException>(() => VggLayers.IndexOf("conv3_5")).Message);

    [Fact]
    public void Convolutions_and_pooling_are_what_nested_loops_compute()
    {
        using var scope = NewDisposeScope();
        using var weights = TinyVgg.Weights("conv2_1");
        using var vgg = new Vgg19(weights, device: CPU);
        var image = TinyVgg.Picture(6, 9);

        var features = vgg.Features(image, "conv1_1", "pool1", "relu2_1");

        var conv1 = Loops.Convolve(Loops.Of(VggInput.Torchvision.Normalize(image.unsqueeze(0))[0]), weights, 0);
        var pool1 = Loops.MaxPool(Loops.Relu(Loops.Convolve(Loops.Relu(conv1), weights, 2)));
        var relu2 = Loops.Relu(Loops.Convolve(pool1, weights, 5));
        Loops.AssertClose(conv1, features["conv1_1"][0]);
        Loops.AssertClose(pool1, features["pool1"][0]);
        Loops.AssertClose(relu2, features["relu2_1"][0]);
    }

    [Fact]
    public void Both_sides_of_a_relu_can_be_asked_for()
    {
        using var scope = NewDisposeScope();
        using var vgg = TinyVgg.Network();
        var features = vgg.Features(TinyVgg.Picture(16, 16), "conv2_2", "relu2_2");
        Assert.True(features["conv2_2"].min().item<float>() < 0);
        Assert.True(features["conv2_2"].relu().equal(features["relu2_2"]).all().item<bool>());
    }

    [Fact]
    public void Average_pooling_takes_the_mean_of_four()
    {
        using var scope = NewDisposeScope();
        using var weights = TinyVgg.Weights("conv1_2");
        using var vgg = new Vgg19(weights, VggPooling.Average, CPU);
        var features = vgg.Features(TinyVgg.Picture(4, 4), "relu1_2", "pool1");
        var expected = features["relu1_2"].reshape(1, 4, 2, 2, 2, 2).mean([3, 5]);
        Assert.True(features["pool1"].allclose(expected, rtol: 1e-5, atol: 1e-6));
    }

    [Fact]
    public void A_network_without_the_last_layers_says_where_it_ends()
    {
        using var vgg = TinyVgg.Network("conv2_1");
        Assert.Equal("relu2_1", vgg.Layers[^1]);
        using var image = TinyVgg.Picture(8, 8);
        Assert.Contains("ends at relu2_1", Assert.Throws<ArgumentException>(() => vgg.Features(image, "conv2_2")).Message);
    }

    [Fact]
    public void A_convolution_through_fewer_channels_is_the_product_of_its_two_parts()
    {
        using var scope = NewDisposeScope();
        var (down, up, bias) = (randn(2, 3, 3, 3), randn(5, 2, 1, 1), randn(5));
        using var whole = Conv1(("weight", up.reshape(5, 2).mm(down.reshape(2, 27)).reshape(5, 3, 3, 3)), ("bias", bias));
        using var parts = Conv1(("weight", down), ("expand.weight", up), ("bias", bias));
        var image = TinyVgg.Picture(7, 8);
        Assert.True(parts.Features(image, "conv1_1")["conv1_1"].allclose(
            whole.Features(image, "conv1_1")["conv1_1"], rtol: 1e-4, atol: 1e-4));

        static Vgg19 Conv1(params (string Name, Tensor Tensor)[] tensors)
        {
            var named = tensors.ToDictionary(pair => $"features.0.{pair.Name}", pair => pair.Tensor);
            return new Vgg19(new VggWeights("one layer", VggInput.Torchvision, named), device: CPU);
        }
    }

    [Fact]
    public void A_white_pixel_is_255_minus_the_mean_to_Oxford_and_its_distance_in_deviations_to_torchvision()
    {
        using var scope = NewDisposeScope();
        var white = ones(1, 3, 1, 1);
        Assert.Equal(255 - 123.68f, VggInput.Oxford.Normalize(white)[0, 0].item<float>(), 3);
        Assert.Equal((255 - 103.939f) / 64, VggInput.Compact.Normalize(white)[0, 2].item<float>(), 5);
        Assert.Equal((1 - 0.456f) / 0.224f, VggInput.Torchvision.Normalize(white)[0, 1].item<float>(), 5);
    }

    [Fact]
    public void Preprocessing_can_be_undone()
    {
        using var scope = NewDisposeScope();
        var image = TinyVgg.Picture(5, 4).unsqueeze(0);
        foreach (var input in (VggInput[])[VggInput.Oxford, VggInput.Torchvision, VggInput.Compact])
            Assert.True(input.Denormalize(input.Normalize(image)).allclose(image, rtol: 0, atol: 1e-6));
    }

    /// <summary>
    /// w·(255 x − m) + b = w'·((x − μ)/σ) + b' with w' = 255 σ w and b' = b + Σ w (255 μ − m): the convention belongs to the
    /// weights.
    /// </summary>
    [Fact]
    public void The_same_filter_in_both_conventions_sees_the_same()
    {
        using var scope = NewDisposeScope();
        using var oxford = TinyVgg.Weights("conv1_1", input: VggInput.Oxford);
        var (w, b) = (oxford.Tensors["features.0.weight"], oxford.Tensors["features.0.bias"]);
        var sigma = tensor([0.229f, 0.224f, 0.225f]).reshape(1, 3, 1, 1);
        var mean = tensor([0.485f, 0.456f, 0.406f]).reshape(1, 3, 1, 1);
        var m = tensor([123.68f, 116.779f, 103.939f]).reshape(1, 3, 1, 1);
        using var torchvision = new VggWeights("the same", VggInput.Torchvision, new Dictionary<string, Tensor>
        {
            ["features.0.weight"] = w * 255 * sigma,
            ["features.0.bias"] = b + (w * (255 * mean - m)).sum([1, 2, 3]),
        });
        using var a = new Vgg19(oxford, device: CPU);
        using var c = new Vgg19(torchvision, device: CPU);
        var image = TinyVgg.Picture(8, 8);

        // Inside alone: at the border the padding's zeros are two slightly different greys.
        var seen = a.Features(image, "conv1_1")["conv1_1"].narrow(2, 1, 6).narrow(3, 1, 6);
        var same = c.Features(image, "conv1_1")["conv1_1"].narrow(2, 1, 6).narrow(3, 1, 6);
        Assert.True(seen.allclose(same, rtol: 1e-4, atol: 1e-3));
    }

    [Fact]
    public void Gradients_reach_the_picture_and_not_the_weights()
    {
        using var scope = NewDisposeScope();
        using var vgg = TinyVgg.Network();
        var image = TinyVgg.Picture(16, 16).requires_grad_(true);
        vgg.Features(image, "relu3_1")["relu3_1"].sum().backward();
        Assert.True(image.grad!.abs().sum().item<float>() > 0);
        Assert.False(vgg.Filters("conv1_1").requires_grad);
    }

    [Fact]
    public void Filters_of_a_layer_in_two_steps_do_what_the_layer_does()
    {
        using var scope = NewDisposeScope();
        using var narrow = new VggWeights("two steps", VggInput.Torchvision, new Dictionary<string, Tensor>
        {
            ["features.0.weight"] = randn(2, 3, 3, 3),
            ["features.0.expand.weight"] = randn(6, 2, 1, 1),
            ["features.0.bias"] = randn(6),
        });
        using var vgg = new Vgg19(narrow, device: CPU);
        var image = TinyVgg.Picture(8, 9);
        var once = nn.functional.conv2d(
            vgg.Input.Normalize(image.unsqueeze(0)), vgg.Filters("conv1_1"), narrow.Tensors["features.0.bias"], padding: [1, 1]);
        Assert.True(vgg.Features(image, "conv1_1")["conv1_1"].allclose(once, rtol: 1e-4, atol: 1e-4));
    }

    [Fact]
    public void Looking_leaves_no_tensors_behind()
    {
        using var vgg = TinyVgg.Network();
        using var image = TinyVgg.Picture(16, 16);
        look();
        var before = LiveTensors.Count();
        for (var i = 0; i < 5; i++)
            look();
        Assert.Equal(before, LiveTensors.Count());

        void look()
        {
            foreach (var features in vgg.Features(image, "conv1_2", "relu1_2", "pool3").Values)
                features.Dispose();
        }
    }

    [Fact]
    public void Random_weights_have_VGG_19s_shape()
    {
        using var weights = VggWeights.Random();
        Assert.Equal(32, weights.Tensors.Count);
        // The convolutions of configuration E, with biases.
        Assert.Equal(20_024_384, weights.Tensors.Values.Sum(tensor => tensor.numel()));
    }
}
