using static TorchSharp.torch;

namespace Atelier.Benchmarks;

/// <summary>
/// The whole step as one call into libtorch: TorchScript with a fused Adam. What it takes is what is left when nothing is done
/// between two operations.
/// </summary>
internal static class ScriptedGan
{
    private const string Script = """
        def generate(z, w: List[Tensor], s: List[Tensor]):
            x = torch.conv_transpose2d(z.view(-1, 100, 1, 1), w[0])
            x = torch.relu(torch.batch_norm(x, w[1], w[2], s[0], s[1], True, 0.1, 1e-5, False))
            x = torch.conv_transpose2d(x, w[3], None, [2, 2], [1, 1])
            x = torch.relu(torch.batch_norm(x, w[4], w[5], s[2], s[3], True, 0.1, 1e-5, False))
            return torch.tanh(torch.conv_transpose2d(x, w[6], w[7], [2, 2], [1, 1]))

        def judge(x, w: List[Tensor], s: List[Tensor]):
            x = torch.leaky_relu(torch.conv2d(x, w[0], w[1], [2, 2], [1, 1]), 0.2)
            x = torch.conv2d(x, w[2], None, [2, 2], [1, 1])
            x = torch.leaky_relu(torch.batch_norm(x, w[3], w[4], s[4], s[5], True, 0.1, 1e-5, False), 0.2)
            return torch.linear(torch.flatten(x, 1), w[5], w[6])

        def descend(loss, w: List[Tensor], mean: List[Tensor], square: List[Tensor], steps: List[Tensor]):
            gradients: List[Tensor] = []
            for gradient in torch.autograd.grad([loss], w):
                if gradient is not None:
                    gradients.append(gradient)
            torch._foreach_add_(steps, 1)
            unused: List[Tensor] = []
            torch._fused_adam_(w, gradients, mean, square, unused, steps, lr=2e-4, beta1=0.5, beta2=0.999,
                               weight_decay=0.0, eps=1e-8, amsgrad=False, maximize=False)

        def step(images, batch: int, g: List[Tensor], d: List[Tensor], s: List[Tensor],
                 meanG: List[Tensor], squareG: List[Tensor], stepsG: List[Tensor],
                 meanD: List[Tensor], squareD: List[Tensor], stepsD: List[Tensor]):
            x = images.index_select(0, torch.randint(images.size(0), [batch])).to(6) / 127.5 - 1
            fake = generate(torch.randn([batch, 100]), g, s)
            lossD = torch.softplus(-judge(x, d, s)).mean() + torch.softplus(judge(fake.detach(), d, s)).mean()
            descend(lossD, d, meanD, squareD, stepsD)
            frozen: List[Tensor] = []
            for weight in d:
                frozen.append(weight.detach())
            lossG = torch.softplus(-judge(fake, frozen, s)).mean()
            descend(lossG, g, meanG, squareG, stepsG)
            return lossG

        """;

    public static Action<int> Steps(Tensor images, int batch)
    {
        _ = Compute.Device; // the allocator is set as for the trainer
        var unit = jit.compile(Script);
        var (generator, discriminator) = (new DcganGenerator(), new DcganDiscriminator());
        Tensor[] g = [.. generator.parameters()], d = [.. discriminator.parameters()];
        Tensor[] statistics = [.. Statistics(generator), .. Statistics(discriminator)];
        Tensor[][] adam = [Zeros(g), Zeros(g), Counts(g), Zeros(d), Zeros(d), Counts(d)];
        return steps =>
        {
            for (var step = 0; step < steps; step++)
            {
                using var scope = NewDisposeScope();
                unit.invoke("step", [images, batch, g, d, statistics, .. adam]);
            }
        };
    }

    private static IEnumerable<Tensor> Statistics(nn.Module network) =>
        network.named_buffers().Where(buffer => buffer.name.Contains("running")).Select(buffer => buffer.buffer);

    private static Tensor[] Zeros(Tensor[] weights) => [.. weights.Select(weight => zeros_like(weight).detach())];

    private static Tensor[] Counts(Tensor[] weights) => [.. weights.Select(_ => zeros(1).squeeze())];
}
