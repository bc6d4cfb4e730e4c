"""A step of style transfer in PyTorch at 512 px: VGG-19 up to relu5_1, as in the course. A contestant of ./course bench.

    torch_style.py eager|compile|graph
"""
import sys

import torch
from torch import nn
from torch.nn import functional as F

import laps

SIDE = 512
BLOCKS = [(64, 2), (128, 2), (256, 4), (512, 4), (512, 1)]
STYLE, CONTENT = {1, 6, 11, 20, 29}, 22  # relu1_1, relu2_1, relu3_1, relu4_1, relu5_1; relu4_2


def vgg():
    layers, width = [], 3
    for channels, count in BLOCKS:
        for _ in range(count):
            layers += [nn.Conv2d(width, channels, 3, padding=1), nn.ReLU()]
            width = channels
        layers.append(nn.MaxPool2d(2))
    return nn.ModuleList(layers[:-1]).requires_grad_(False)


def look(layers, x):
    grams, content = [], None
    for i, layer in enumerate(layers):
        x = layer(x)
        if i in STYLE:
            f = x.flatten(2)
            grams.append(f @ f.transpose(1, 2) / f.shape[2])
        if i == CONTENT:
            content = x
    return grams, content


def relative(x, target):
    return (x - target).square().mean() / target.square().mean()


def make_step(mode, place):
    layers = vgg().to(place)
    photo, style = torch.rand(1, 3, SIDE, SIDE, device=place), torch.rand(1, 3, SIDE, SIDE, device=place)
    with torch.no_grad():
        targets, content_target = look(layers, style)[0], look(layers, photo)[1]

    def loss(x):
        grams, content = look(layers, x)
        styles = sum(relative(g, a) for g, a in zip(grams, targets)) / len(targets)
        variation = F.mse_loss(x[..., 1:, :], x[..., :-1, :]) + F.mse_loss(x[..., 1:], x[..., :-1])
        return relative(content, content_target) + 10 * styles + variation

    if mode == "compile":
        loss = torch.compile(loss)
    x = photo.clone().requires_grad_(True)
    adam = torch.optim.Adam([x], 0.02, **({"fused": True, "capturable": True} if mode == "graph" else {}))

    def step():
        adam.zero_grad(set_to_none=True)
        loss(x).backward()
        adam.step()
        with torch.no_grad():
            x.clamp_(0, 1)

    return step


def main():
    mode = sys.argv[1]
    place = laps.device(mode)
    laps.serve(make_step(mode, place), mode, place)


if __name__ == "__main__":
    main()
