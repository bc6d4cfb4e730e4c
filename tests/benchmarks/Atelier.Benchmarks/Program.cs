using Atelier.Benchmarks;

return Benchmark.RunNamed(
    args, new() { ["dcgan-step"] = DcganStep.Run, ["engine"] = EngineCells.Run, ["vgg-paintings"] = VggPaintings.Run });
