// Torch's seed and its count of live tensors belong to the whole process, and one test's matrices would take the other's cores.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
