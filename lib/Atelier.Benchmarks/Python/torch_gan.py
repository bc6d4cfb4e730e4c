"""A DCGAN's training step in PyTorch, with the networks, losses, Adam and R1 of the course. A contestant of ./course bench.

    torch_gan.py eager|compile|graph BATCH none|r1
"""
import sys

import torch
from torch import nn
from torch.nn import functional as F

import laps

EVERY = 8  # steps of D from one payment of R1 to the next


def networks():
    g = nn.Sequential(
        nn.Unflatten(1, (100, 1, 1)),
        nn.ConvTranspose2d(100, 256, 7, bias=False), nn.BatchNorm2d(256), nn.ReLU(),
        nn.ConvTranspose2d(256, 128, 4, 2, 1, bias=False), nn.BatchNorm2d(128), nn.ReLU(),
        nn.ConvTranspose2d(128, 1, 4, 2, 1), nn.Tanh())
    d = nn.Sequential(
        nn.Conv2d(1, 64, 4, 2, 1), nn.LeakyReLU(0.2),
        nn.Conv2d(64, 128, 4, 2, 1, bias=False), nn.BatchNorm2d(128), nn.LeakyReLU(0.2),
        nn.Flatten(), nn.Linear(128 * 7 * 7, 1))
    return g, d


def adam(network, mode):
    fused = {"fused": True, "capturable": True} if mode == "graph" else {}
    return torch.optim.Adam(network.parameters(), 2e-4, (0.5, 0.999), **fused)


def make_step(mode, batch, place):
    g, d = (network.to(place) for network in networks())
    adam_g, adam_d = adam(g, mode), adam(d, mode)
    images = torch.randint(0, 256, (10_000, 1, 28, 28), dtype=torch.uint8, device=place)
    if mode == "compile":
        g, d = torch.compile(g), torch.compile(d)

    def step(pays=False):
        index = torch.randint(0, len(images), (batch,), device=place)
        x = images.index_select(0, index).float() / 127.5 - 1
        fake = g(torch.randn(batch, 100, device=place))
        real, judged = d(x), d(fake.detach())
        loss_d = F.softplus(-real).mean() + F.softplus(judged).mean()
        if pays:
            x = x.detach().requires_grad_(True)
            slope, = torch.autograd.grad(d(x).sum(), x, create_graph=True)
            loss_d = loss_d + EVERY * 0.5 * slope.square().flatten(1).sum(1).mean()
        adam_d.zero_grad(set_to_none=True)
        loss_d.backward()
        adam_d.step()
        loss_g = F.softplus(-d(fake)).mean()
        adam_g.zero_grad(set_to_none=True)
        loss_g.backward()
        adam_g.step()

    return step


def main():
    mode, batch, penalty = sys.argv[1:]
    place = laps.device(mode)
    step = make_step(mode, int(batch), place)
    if penalty == "none":
        return laps.serve(step, mode, place)
    pay = lambda: step(pays=True)  # noqa: E731
    if mode == "graph":
        pay, step, mode = laps.captured(pay), laps.captured(step), "graph of each kind of step"
    count = 0

    def alternating():
        nonlocal count
        (pay if count % EVERY == 0 else step)()
        count += 1

    laps.serve(alternating, mode, place)


if __name__ == "__main__":
    main()
