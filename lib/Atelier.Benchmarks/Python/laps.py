"""What a contestant of ./course bench speaks: it says that it is ready, and then does as many steps as it is asked for."""
import os
import sys
import time

import torch


def missing(reason):
    print("missing", reason, flush=True)
    sys.exit()


def device(mode):
    """A GPU where ours computes on one, else the processor with as many threads as ours has."""
    if mode == "compile" and not hasattr(torch, "compile"):
        missing(f"PyTorch {torch.__version__} compiles nothing")
    if os.environ.get("ATELIER_DEVICE", "").startswith("cpu") or not torch.cuda.is_available():
        if mode == "graph":
            missing("a CUDA graph needs a GPU")
        with open("/proc/self/maps") as maps:
            used = maps.read()
        if "libblas" in used and "openblas" not in used:
            missing("PyTorch computes with the reference BLAS here (apt-get install libopenblas0)")
        torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS") or os.cpu_count()))
        return torch.device("cpu")
    return torch.device("cuda")


def called(mode):
    """Which PyTorch this is, for people."""
    return f"PyTorch {torch.__version__}, {mode}"


def captured(step):
    """The step as one CUDA graph, to be replayed."""
    stream = torch.cuda.Stream()
    stream.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(stream):
        for _ in range(5):
            step()
    torch.cuda.current_stream().wait_stream(stream)
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.graph(graph):
        step()
    return graph.replay


def serve(step, mode, place):
    def wait():
        if place.type == "cuda":
            torch.cuda.synchronize()

    if mode == "graph":
        step = captured(step)
    for _ in range(3):
        step()
    wait()
    print("ready", called(mode), flush=True)
    for line in sys.stdin:
        started = time.perf_counter()
        for _ in range(int(line)):
            step()
        wait()
        print(time.perf_counter() - started, flush=True)
