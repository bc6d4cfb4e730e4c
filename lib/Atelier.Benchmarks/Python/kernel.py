"""The C# kernel beside Debian's ipykernel, through jupyter_client, in one run: a part of ./course bench kernel.

Needs ./course kernel install. Every figure is of the whole way: client, sockets, kernel and back. The last line is JSON.
"""
import json
import statistics
import sys
import time

from jupyter_client.kernelspec import NoSuchKernel
from jupyter_client.manager import start_new_kernel

PATIENCE = 300
OURS, PEER = ".net-csharp", "python3"
TRIVIAL = "1 + 1"
STATE = {PEER: "x{0} = {0}", OURS: "var x{0} = {0};"}
PRINT = {PEER: "for i in range(100_000): print('line', i)", OURS: 'for (var i = 0; i < 100_000; i++) Console.WriteLine($"line {i}");'}
LIBRARY = {PEER: "import torch", OURS: '#load "../lib/atelier.csx"\nusing static TorchSharp.torch;\nones(1).item<float>()'}


class Kernel:
    def __init__(self, name):
        self.name, started = name, time.perf_counter()
        self.manager, self.client = start_new_kernel(kernel_name=name, startup_timeout=PATIENCE)
        self.run(TRIVIAL)
        self.start = time.perf_counter() - started

    def run(self, code):
        """Seconds from the request to the kernel's being idle again."""
        started = time.perf_counter()
        reply = self.client.execute_interactive(code, timeout=PATIENCE, output_hook=lambda message: None)
        if reply["content"]["status"] != "ok":
            raise RuntimeError(f"{code.splitlines()[0]}: {reply['content']['evalue']}")
        return time.perf_counter() - started

    def complete(self):
        started = time.perf_counter()
        self.client.complete("x3.")
        self.client.get_shell_msg(timeout=PATIENCE)
        return time.perf_counter() - started

    def memory(self):
        """Resident megabytes."""
        with open(f"/proc/{self.manager.provisioner.process.pid}/status") as status:
            return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmRSS"))

    def stop(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


def starts(name):
    """Seconds to the first result, and to the first tensor; a kernel without the library gives none."""
    kernel = Kernel(name)
    try:
        return kernel.start, kernel.run(LIBRARY[name])
    except RuntimeError:
        return kernel.start, None
    finally:
        kernel.stop()


def cells(kernels, first, last):
    """Median milliseconds of a cell, kernel by kernel in turn."""
    times = {kernel.name: [] for kernel in kernels}
    for i in range(first, last):
        for kernel in kernels:
            times[kernel.name].append(kernel.run(STATE[kernel.name].format(i) if i % 3 == 0 else TRIVIAL) * 1000)
    return {name: statistics.median(values) for name, values in times.items()}


def both(measure, kernels):
    return {kernel.name: measure(kernel) for kernel in kernels}


def main():
    rounds, many = int(sys.argv[1]), int(sys.argv[2])
    figures = []

    def tell(what, unit, values):
        figures.append({"what": what, "unit": unit, "ours": values[OURS], "peer": values[PEER]})
        print(what, file=sys.stderr, flush=True)

    opened = [{name: starts(name) for name in (PEER, OURS)} for _ in range(rounds)]
    tell("start to first result", "s", {name: [each[name][0] for each in opened] for name in (PEER, OURS)})
    tell("the library, first tensor", "s", {name: [each[name][1] for each in opened] for name in (PEER, OURS)})
    kernels = [Kernel(PEER), Kernel(OURS)]
    try:
        cells(kernels, 0, 6)
        rows = [cells(kernels, 6 + 30 * i, 36 + 30 * i) for i in range(rounds)]
        tell("a trivial cell", "ms", {name: [row[name] for row in rows] for name in (PEER, OURS)})
        tell("memory of an open kernel", "MB", both(lambda kernel: [kernel.memory()], kernels))
        tell("100 000 printed lines", "s", both(lambda kernel: [kernel.run(PRINT[kernel.name])], kernels))
        tell("first completion", "s", both(lambda kernel: [kernel.complete()], kernels))
        tell("completion", "s", both(lambda kernel: [statistics.median(kernel.complete() for _ in range(9))], kernels))
        early = cells(kernels, 1000, 1100)
        cells(kernels, 1100, 1000 + many - 100)
        late = cells(kernels, 1000 + many - 100, 1000 + many)
        tell(f"a cell after {many} cells, in that after 100", "", both(lambda kernel: [late[kernel.name] / early[kernel.name]], kernels))
        tell(f"memory after {many} cells", "MB", both(lambda kernel: [kernel.memory()], kernels))
    finally:
        for kernel in kernels:
            kernel.stop()
    print(json.dumps(figures))


if __name__ == "__main__":
    try:
        main()
    except NoSuchKernel as missing:
        sys.exit(f"there is no kernel {missing.name} (./course kernel install)")
