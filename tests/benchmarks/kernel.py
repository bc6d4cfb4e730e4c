"""The C# kernel beside Debian's ipykernel, through jupyter_client, in one run.

    ./course kernel install
    /usr/bin/python3 tests/benchmarks/kernel.py

Every figure is of the whole way: client, sockets, kernel and back. On a busy machine trust the ratio, not the figure.
"""
import statistics
import sys
import time

from jupyter_client.manager import start_new_kernel

PATIENCE = 300
CODE = {
    "python3": {"trivial": "1 + 1", "state": "x{0} = {0}", "print": "for i in range(100_000): print('line', i)"},
    ".net-csharp": {"trivial": "1 + 1", "state": "var x{0} = {0};", "print": 'for (var i = 0; i < 100_000; i++) Console.WriteLine($"line {{i}}");'},
}


def run(client, code):
    """Seconds from the request to the kernel's being idle again."""
    started = time.perf_counter()
    reply = client.execute_interactive(code, timeout=PATIENCE, output_hook=lambda message: None)
    assert reply["content"]["status"] == "ok", reply["content"]
    return time.perf_counter() - started


def memory(manager):
    """Resident megabytes."""
    with open(f"/proc/{manager.provisioner.process.pid}/status") as status:
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmRSS"))


def start(name):
    started = time.perf_counter()
    manager, client = start_new_kernel(kernel_name=name, startup_timeout=PATIENCE)
    run(client, CODE[name]["trivial"])
    return manager, client, time.perf_counter() - started


def stop(manager, client):
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def ask(client, send):
    started = time.perf_counter()
    send()
    client.get_shell_msg(timeout=PATIENCE)
    return (time.perf_counter() - started) * 1000


def measure(name):
    starts = []
    for _ in range(5):
        manager, client, seconds = start(name)
        starts.append(seconds)
        stop(manager, client)
    manager, client, _ = start(name)
    code = CODE[name]
    cells = [run(client, code["state"].format(i) if i % 3 == 0 else code["trivial"]) * 1000 for i in range(30)]
    figures = {
        "start to first result, s": min(starts),
        "trivial cell, median ms": statistics.median(cells[5:]),
        "memory after 30 cells, MB": memory(manager),
        "100 000 printed lines, s": run(client, code["print"].replace("{{", "{").replace("}}", "}")),
    }
    completions = [ask(client, lambda: client.complete("x3.")) for _ in range(11)]
    figures |= {"first completion, ms": completions[0], "later completion, median ms": statistics.median(completions[1:])}
    stop(manager, client)

    manager, client, _ = start(name)
    thousand = [run(client, code["state"].format(1000 + i)) * 1000 for i in range(1000)]
    figures |= {
        "cells 1 to 100, median ms": statistics.median(thousand[:100]),
        "cells 901 to 1000, median ms": statistics.median(thousand[900:]),
        "memory after 1000 cells, MB": memory(manager),
    }
    stop(manager, client)
    return figures


def main():
    names = sys.argv[1:] or ["python3", ".net-csharp"]
    results = {name: measure(name) for name in names}
    print(f"{'':34}" + "".join(f"{name:>14}" for name in names))
    for figure in results[names[0]]:
        print(f"{figure:34}" + "".join(f"{results[name][figure]:14.2f}" for name in names))


if __name__ == "__main__":
    main()
